import { beforeEach, expect, test } from "vitest";
import { listeners } from "@/lib/db/schema";
import { createEipPool } from "../eippool/create";
import { deleteEipPool } from "../eippool/delete";
import { createListener } from "../listener/create";
import { deleteListener } from "../listener/delete";
import { updateListener } from "../listener/update";
import { updateLoadBalancer } from "../loadbalancer/update";
import { deletePool } from "../pool/delete";
import { createProject } from "../project/create";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { previewRestoreObject, restoreObject } from "./restore-object";
import { readState } from "./state";

let ctx: TestContext;
let request = 0;
/** Each operation is a request of its own, as from a browser. */
const next = () => ({ ...ctx, requestId: `request-${++request}` });
const eventOf = (event: string, id: string) => {
  const found = ctx.traces().find((trace) => trace.event === event && trace.resourceId === id);
  if (found === undefined) throw new Error(`there is no event "${event}" of ${id}`);
  return { traceId: found.id };
};
beforeEach(() => void (ctx = testContext()));

test("an object gets its fields back, and nothing else changes", () => {
  const { listener, balancer } = createChain(ctx);
  const other = createListener(next(), { loadBalancerId: balancer.id, protocol: "TCP", port: 90 });
  updateListener(next(), { id: listener.id, description: "a" });
  updateListener(next(), { id: other.id, description: "kept" });
  updateListener(next(), { id: listener.id, description: "b" });
  const event = eventOf("update listener", listener.id);
  expect(previewRestoreObject(next(), event)).toMatchObject({ created: 0, changed: 1, deleted: 0 });
  restoreObject(next(), event);
  const texts = new Map(
    ctx.db
      .select()
      .from(listeners)
      .all()
      .map(({ id, description }) => [id, description]),
  );
  expect(texts).toEqual(
    new Map([
      [listener.id, "a"],
      [other.id, "kept"],
    ]),
  );
});

test("a deleted object comes back with what was deleted along with it", () => {
  const { listener } = createChain(ctx);
  const before = readState(ctx.db);
  deleteListener(next(), { id: listener.id, withServers: true });
  restoreObject(next(), eventOf("delete listener", listener.id));
  expect(readState(ctx.db)).toEqual(before);
});

test("refused with the reason: of a creation, of a refusal, of another project, and where a rule stands in the way", () => {
  const { listener, balancer } = createChain(next());
  const created = eventOf("create listener", listener.id);
  expect(refusalOf(() => restoreObject(next(), created)).rule).toBe("restoreOfCreation");
  refusalOf(() => updateListener(next(), { id: listener.id, description: "<" }));
  const failed = eventOf("update listener", listener.id);
  expect(refusalOf(() => restoreObject(next(), failed)).rule).toBe("restoreRefusedEvent");
  expect(refusalOf(() => restoreObject(next(), { traceId: "none" })).rule).toBe("eventUnknown");

  deleteListener(next(), { id: listener.id, keepPool: true });
  const deleted = eventOf("delete listener", listener.id);
  const observer = { ...next(), actor: { ...ctx.actor, role: "observer" as const } };
  expect(refusalOf(() => restoreObject(observer, deleted)).code).toBe("forbidden");
  const { id } = createProject(next(), { name: "other" });
  const stranger = { ...next(), actor: { ...ctx.actor, role: "operator" as const, projectId: id } };
  expect(refusalOf(() => restoreObject(stranger, deleted)).code).toBe("forbidden");

  const pool = createEipPool(next(), { cidr: "127.99.0.0/24" });
  deleteEipPool(next(), { id: pool.id });
  const poolGone = eventOf("delete eip pool", pool.id);
  const operator = { ...next(), actor: { ...ctx.actor, role: "operator" as const } };
  expect(refusalOf(() => restoreObject(operator, poolGone)).code).toBe("forbidden");
  expect(restoreObject(next(), poolGone).diff).toMatchObject({ created: 1 });

  createListener(next(), { loadBalancerId: balancer.id, protocol: "HTTP", port: listener.port });
  const inTheWay = refusalOf(() => restoreObject(next(), deleted));
  expect(inTheWay.fields.map(({ rule }) => rule.split("?")[0])).toContain("portInUse");
  deletePool(next(), { id: listener.defaultPoolId ?? "", cascade: true });
  const gone = refusalOf(() => restoreObject(next(), deleted));
  expect(gone.fields[0]?.rule).toBe("danglingReference?parent=pools");
});

test("refused where the object has come to another project since: its old events bring nothing back from there", () => {
  const { listener, balancer } = createChain(next());
  const { id } = createProject(ctx, { name: "theirs" });
  const operator = { ...ctx.actor, role: "operator" as const, projectId: balancer.projectId };
  updateListener(next(), { id: listener.id, description: "a" });
  updateLoadBalancer(next(), { id: balancer.id, name: "renamed" });
  updateLoadBalancer(next(), { id: balancer.id, projectId: id });
  const before = readState(ctx.db);
  const events = ctx.traces().filter(({ resourceId, rating }) => {
    return rating === "normal" && (resourceId === listener.id || resourceId === balancer.id);
  });
  for (const { id: traceId } of events) {
    const refused = refusalOf(() => restoreObject({ ...next(), actor: operator }, { traceId }));
    expect(["forbidden", "conflict"]).toContain(refused.code);
  }
  const told = eventOf("update listener", listener.id);
  expect(refusalOf(() => restoreObject({ ...next(), actor: operator }, told)).code).toBe("forbidden");
  expect(readState(ctx.db)).toEqual(before);
});
