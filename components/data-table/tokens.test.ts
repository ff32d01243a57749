import { describe, expect, it } from "vitest";
import { matchesText, matchesTokens, readToken, writeToken } from "@/lib/model/list-query";
import { facets, type FilterProperty, readTokens, readTyped } from "./tokens";

interface Server {
  zone: string;
  tags: string[];
}
const properties: FilterProperty<Server>[] = [
  { key: "zone", label: "Zone", values: (row) => [row.zone] },
  { key: "tag:env", label: "Tag env", values: (row) => row.tags, offered: ["prod", "test"] },
];
const rows: Server[] = [
  { zone: "az-1", tags: ["prod"] },
  { zone: "az-2", tags: ["prod", "blue"] },
  { zone: "az-1", tags: [] },
];
const match = (row: Server, ...texts: string[]) =>
  matchesTokens(row, readTokens(texts, ["zone", "tag:env"]), properties);

describe("tokens in the URL", () => {
  it.each(["zone=az-1", "zone!=az-1", "tag:env=a=b"])("%s comes back as it was", (text) => {
    const token = readToken(text);
    expect(token && writeToken(token)).toBe(text);
  });

  it("drops what is not a token of a known property, and repetitions", () => {
    expect(readTokens(["zone=az-1", "zone=az-1", "zone=", "=x", "colour=red", ""], ["zone"])).toEqual([
      { property: "zone", operator: "=", value: "az-1" },
    ]);
  });
});

describe("matching", () => {
  it("reads the same property as or, others as and", () => {
    expect(rows.map((row) => match(row, "zone=az-1", "zone=az-2", "tag:env=prod"))).toEqual([true, true, false]);
  });
  it("reads every ≠ as and; a row without a value is unequal to all", () => {
    expect(rows.map((row) => match(row, "tag:env!=blue", "zone!=az-3"))).toEqual([true, false, true]);
  });
  it("wants every typed word", () => {
    expect(matchesText(["elb-ys0", "192.168.0.2"], "192 YS")).toBe(true);
    expect(matchesText(["elb-ys0"], "ys x")).toBe(false);
  });
});

describe("typing", () => {
  it.each([
    ["zone = az", { property: "zone", operator: "=", value: "az" }],
    ["Tag env != prod", { property: "tag:env", operator: "≠", value: "prod" }],
    ["zone:az-1", { property: "zone", operator: "=", value: "az-1" }],
    ["colour = red", null],
    ["plain words", null],
  ])("%s", (text, expected) => expect(readTyped(text, properties)).toEqual(expected));
});

it("counts the rows behind each value, offered ones included", () => {
  expect(facets(rows, properties[1] as FilterProperty<Server>)).toEqual(
    [
      { value: "prod", count: 2 },
      { value: "blue", count: 1 },
      { value: "test", count: 0 },
    ].toSorted((a, b) => b.count - a.count),
  );
});
