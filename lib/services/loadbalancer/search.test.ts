import { beforeEach, expect, test } from "vitest";
import { createProject } from "../project/create";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createLoadBalancer } from "./create";
import { searchLoadBalancers } from "./search";
import { setLoadBalancerTag } from "./set-tag";
import { updateLoadBalancer } from "./update";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

const names = (query: Parameters<typeof searchLoadBalancers>[1]) =>
  searchLoadBalancers(ctx, query).rows.map(({ name }) => name);

function make(count: number): void {
  for (let index = 1; index <= count; index++) {
    const tags = [{ key: "env", value: index % 2 === 0 ? "prod" : "test" }];
    createLoadBalancer(ctx, { name: `elb-${index}`, subnetId: ctx.subnetId, tags });
  }
}

test("pages are cut in the order that is asked for, the last one where a page is too far", () => {
  make(25);
  const first = searchLoadBalancers(ctx, { pageSize: 10 });
  expect([first.matching, first.total, first.rows.map(({ name }) => name).slice(0, 3)]).toEqual([
    25,
    25,
    ["elb-1", "elb-2", "elb-3"],
  ]);
  expect(names({ pageSize: 10, page: 3, sort: "-name" })).toEqual(["elb-5", "elb-4", "elb-3", "elb-2", "elb-1"]);
  expect(names({ pageSize: 10, page: 99 })).toEqual(["elb-21", "elb-22", "elb-23", "elb-24", "elb-25"]);
  expect(names({ pageSize: 2, sort: "-addresses" })).toEqual(["elb-25", "elb-24"]);
});

test("tokens, tags and free text narrow; what the list does not know is as if it were not there", () => {
  make(4);
  createChain(ctx);
  expect(names({ filters: ["tag:env=prod"] })).toEqual(["elb-2", "elb-4"]);
  expect(names({ filters: ["tag=env", "tag:env!=prod"] })).toEqual(["elb-1", "elb-3"]);
  expect(names({ filters: ["protocol=http"] })).toEqual(["lb"]);
  expect(names({ text: "env=test elb" })).toEqual(["elb-1", "elb-3"]);
  expect(names({ text: "127.10.0.3" })).toEqual(["elb-2"]);
  expect(names({ filters: ["colour=red", "no token"], sort: "colour" })).toHaveLength(5);
  expect(searchLoadBalancers(ctx, {}).facets).toMatchObject({
    protocol: [{ value: "HTTP", count: 1 }],
    tag: [{ value: "env", count: 4 }],
    "tag:env": [
      { value: "test", count: 2 },
      { value: "prod", count: 2 },
    ],
  });
});

test.each([
  { pageSize: 101 },
  { page: 0 },
  { text: "x".repeat(501) },
  { filters: Array.from({ length: 51 }, () => "a=b") },
])("%j is refused", (query) => expect(refusalOf(() => searchLoadBalancers(ctx, query)).code).toBe("invalid"));

test("a chosen project narrows every list, and what changed is seen at once", () => {
  make(2);
  const other = createProject(ctx, { name: "other" });
  createLoadBalancer(ctx, { name: "theirs", subnetId: ctx.subnetId, projectId: other.id });
  ctx.shownProjectId = other.id;
  expect(names({})).toEqual(["theirs"]);
  ctx.shownProjectId = null;
  const [first] = searchLoadBalancers(ctx, {}).rows;
  updateLoadBalancer(ctx, { id: first?.id ?? "", name: "renamed" });
  expect(names({ sort: "-name" })).toEqual(["theirs", "renamed", "elb-2"]);
});

test("what a refused change wrote is never shown", () => {
  make(1);
  const [first] = searchLoadBalancers(ctx, {}).rows;
  const id = first?.id ?? "";
  const seen: string[][] = [];
  const failing = () =>
    ctx.db.transaction(() => {
      updateLoadBalancer(ctx, { id, name: "half" });
      seen.push(names({}));
      throw new Error("undone");
    });
  expect(failing).toThrow("undone");
  expect(seen).toEqual([["half"]]);
  updateLoadBalancer(ctx, { id, description: "same generation as the undone one" });
  expect(names({})).toEqual(["elb-1"]);
});

test("one tag more replaces the value of its key, and twenty are enough", () => {
  const { id } = createLoadBalancer(ctx, { subnetId: ctx.subnetId, tags: [{ key: "env", value: "test" }] });
  expect(setLoadBalancerTag(ctx, { id, tag: { key: "env", value: "prod" } }).tags).toEqual([
    { key: "env", value: "prod" },
  ]);
  for (let index = 1; index < 20; index++) setLoadBalancerTag(ctx, { id, tag: { key: `k${index}`, value: "" } });
  expect(refusalOf(() => setLoadBalancerTag(ctx, { id, tag: { key: "more", value: "" } })).code).toBe("invalid");
});
