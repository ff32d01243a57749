import { expect, test } from "vitest";
import { rulesOf } from "@/lib/model/l7policy";
import { createChain } from "../testing/chain";
import { testContext } from "../testing/context";
import { createL7Policy } from "./create";
import { commonPath, listOverlaps } from "./overlaps";

test.each([
  ["/elb[^\\s]*", "/elb/a.*"],
  ["/a.*", ".*b"],
  ["/(a|b)/[0-9]+", "/a/1.*"],
])("%s and %s have a path in common", (a, b) => {
  const path = commonPath(a, b);
  expect(path).not.toBeNull();
  for (const source of [a, b]) expect(path).toMatch(new RegExp(`^(?:${source})$`));
});

test.each([
  ["/a[0-9]+", "/b[0-9]+"],
  ["/x", "/y.*"],
  ["(?i)/a", "(?i)/b"],
])("%s and %s have none that is found", (a, b) => {
  expect(commonPath(a, b)).toBeNull();
});

test("the later policy of the same domain is told of the earlier one, with the path (FP-05)", () => {
  const ctx = testContext();
  const { listener, poolId } = createChain(ctx);
  const add = (url: string, domain = "") =>
    createL7Policy(ctx, {
      listenerId: listener.id,
      redirectPoolId: poolId,
      rules: rulesOf({ domain, url, match: "REGEX" }),
    }).id;
  const first = add("/a.*");
  const second = add("/ab+");
  add("/ab+", "other.com");
  add("/c");
  expect(listOverlaps(ctx, listener.id)).toEqual([{ policyId: second, earlierId: first, example: "/ab" }]);
});
