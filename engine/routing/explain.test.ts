import { expect, test } from "vitest";
import { explainRoutes } from "./explain";
import { domain, exact, prefix, regex, rule } from "./testing/policies";

const ask = (host: string, path: string, headers: [string, string][] = []) => ({ host, path, headers });

test("tells who takes a request, and of every rule whether it holds", () => {
  const policies = [
    { id: "exact", rules: [domain("www.test.com"), exact("/x")] },
    { id: "cookie", rules: [rule("COOKIE", "EQUAL_TO", "gold", { key: "plan" })] },
    { id: "prefix", rules: [prefix("/x")] },
  ];
  expect(
    explainRoutes(policies, [
      ask("WWW.test.com:8080", "/x?y"),
      ask("other", "/xy", [["Cookie", "a=b; plan=gold"]]),
      ask("other", "/z"),
    ]),
  ).toEqual([
    {
      policyId: "exact",
      tooCostly: false,
      judged: [
        { policyId: "exact", held: [true, true] },
        { policyId: "cookie", held: [false] },
        { policyId: "prefix", held: [true] },
      ],
    },
    {
      policyId: "cookie",
      tooCostly: false,
      judged: [
        { policyId: "exact", held: [false, false] },
        { policyId: "cookie", held: [true] },
        { policyId: "prefix", held: [true] },
      ],
    },
    expect.objectContaining({ policyId: null }),
  ]);
});

test("says so when a request takes too long", () => {
  let clock = 0;
  const now = () => {
    clock += 15;
    return clock;
  };
  const policies = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, rules: [regex(`/(a+)+b${i}`)] }));
  expect(explainRoutes(policies, [ask("h", `/${"a".repeat(500)}`)], now)[0]).toMatchObject({
    policyId: null,
    tooCostly: true,
  });
});
