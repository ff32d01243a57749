import { expect, it } from "vitest";
import { emptyTraffic, type MemberValues } from "@/lib/model/metric";
import { diagnoseListener } from "../listener/diagnose";
import { createChain } from "../testing/chain";
import { refusalOf, testContext } from "../testing/context";
import { diagnosePool } from "./diagnose";

it("answers from the settings and from what the engine counted", () => {
  const traffic: MemberValues[] = [
    { requests: 90, failures: 0, connections: 3, sessions: 0 },
    { requests: 10, failures: 0, connections: 1, sessions: 0 },
  ];
  const ctx = testContext({
    connected: true,
    problem: null,
    recentTraffic: () => ({ ...emptyTraffic(), requests: 100, newConnections: 5 }),
    recentMember: () => traffic.shift() ?? null,
  });
  const { poolId, listener } = createChain(ctx);
  const found = diagnosePool(ctx, poolId);
  // Weights 3 and 1 promise 75 %: 90 % is more.
  expect(found.shares).toMatchObject([
    { promised: 0.75, got: 0.9, requests: 90, connections: 3 },
    { promised: 0.25, got: 0.1 },
  ]);
  const suspects = found.imbalance.filter(({ finding }) => finding === "suspect").map(({ key }) => key);
  expect(suspects).toEqual(["spread", "weights"]);
  expect(found.sessions).toMatchObject([{ key: "switched", finding: "suspect" }]);
  const { unreachable } = diagnoseListener(ctx, listener.id);
  expect(unreachable.find(({ key }) => key === "answers")).toMatchObject({
    finding: "fine",
    values: { requests: 100 },
  });
});

it("is refused to who may not see it", () => {
  const ctx = testContext();
  const { poolId } = createChain(ctx);
  const other = ctx.as({ projectId: "7f000000-0000-4000-8000-000000000000" });
  expect(refusalOf(() => diagnosePool(other, poolId)).code).toBe("forbidden");
});
