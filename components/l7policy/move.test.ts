import { expect, test } from "vitest";
import { type L7PolicyView, rulesOf, type UrlMatch } from "@/lib/model/l7policy";
import { effectiveOrder, type PolicyOrder } from "@/lib/model/l7policy-order";
import { L7RuleInput } from "@/lib/model/l7rule";
import { movedPosition } from "./move";

function policy(position: number, match: UrlMatch, url: string): L7PolicyView {
  const rules = rulesOf({ domain: "", url, match }).map((input) => L7RuleInput.parse(input));
  return { id: url, position, action: "REDIRECT_TO_POOL", rules } as unknown as L7PolicyView;
}

function moves(policies: L7PolicyView[], order: PolicyOrder, id: string) {
  const ordered = effectiveOrder(policies, order);
  const moved = ordered.find((each) => each.id === id) as L7PolicyView;
  return [movedPosition(ordered, moved, -1, order), movedPosition(ordered, moved, 1, order)];
}

const policies = [
  policy(1, "REGEX", "/a.*"),
  policy(2, "REGEX", "/b.*"),
  policy(3, "STARTS_WITH", "/c"),
  policy(4, "EQUAL_TO", "/d"),
];

test("only expressions change places in the guide's order", () => {
  expect(moves(policies, "guide", "/d")).toEqual([null, null]);
  expect(moves(policies, "guide", "/c")).toEqual([null, null]);
  expect(moves(policies, "guide", "/a.*")).toEqual([null, 2]);
  expect(moves(policies, "guide", "/b.*")).toEqual([1, null]);
});

test("all change places in the order by position, but not beyond its ends", () => {
  expect(moves(policies, "position", "/a.*")).toEqual([null, 2]);
  expect(moves(policies, "position", "/c")).toEqual([2, 4]);
  expect(moves(policies, "position", "/d")).toEqual([3, null]);
});
