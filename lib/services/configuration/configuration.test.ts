import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { listeners, loadBalancers, members } from "@/lib/db/schema";
import { bindEip } from "../eip/bind";
import { createEip } from "../eip/create";
import { unbindEip } from "../eip/unbind";
import { deleteListener } from "../listener/delete";
import { updateListener } from "../listener/update";
import { createLoadBalancer } from "../loadbalancer/create";
import { updateLoadBalancer } from "../loadbalancer/update";
import { createProject } from "../project/create";
import { deleteProject } from "../project/delete";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createUser } from "../user/create";
import { confirmConfiguration, readPending, undoConfiguration, undoOverdue } from "./confirmation";
import { listGenerations, readGeneration } from "./history";
import { expireGenerations, setKeptDays } from "./kept-days";
import { previewRestore, restoreGeneration } from "./restore";
import { readState, stateAt } from "./state";

let ctx: TestContext;
beforeEach(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-"));
  ctx = testContext();
});

test("every generation is kept with its author, its event and what it changed", () => {
  const { listener } = createChain(ctx);
  updateListener(ctx.as({ name: "ann", role: "operator" }), { id: listener.id, description: "new" });
  const { rows, current, total } = listGenerations(ctx);
  expect(current).toBe(ctx.generation());
  expect(total).toBe(current);
  expect(rows[0]).toMatchObject({
    generation: current,
    userName: "ann",
    event: "update listener",
    resourceId: listener.id,
    changes: 1,
  });
  expect(readGeneration(ctx, { generation: current })).toEqual({
    created: 0,
    changed: 1,
    deleted: 0,
    objects: [
      {
        section: "listeners",
        id: listener.id,
        name: listener.name,
        kind: "changed",
        fields: [{ path: "description", before: "", after: "new" }],
      },
    ],
  });
});

test("the state of every generation is what was in force then", () => {
  const states = [readState(ctx.db)];
  const note = () => states.push(readState(ctx.db));
  const balancer = createLoadBalancer(ctx, { name: "a", subnetId: ctx.subnetId });
  note();
  updateLoadBalancer(ctx, { id: balancer.id, name: "b" });
  note();
  const eip = createEip(ctx, { bandwidthMbps: 5 });
  note();
  bindEip(ctx, { id: eip.id, loadBalancerId: balancer.id });
  note();
  const first = ctx.generation() - states.length + 1;
  for (const [index, state] of states.entries()) expect(stateAt(ctx.db, first + index)).toEqual(state);
});

test("a restore brings back what was deleted and changed, as a change of its own with an event for each object", () => {
  const { listener, balancer } = createChain(ctx);
  const before = readState(ctx.db);
  const generation = ctx.generation();
  deleteListener(ctx, { id: listener.id, withServers: true });
  updateLoadBalancer(ctx, { id: balancer.id, name: "renamed" });
  expect(ctx.db.select().from(members).all()).toEqual([]);

  const preview = previewRestore(ctx, { generation });
  expect(preview).toMatchObject({ created: 5, changed: 1, deleted: 0 });
  expect(ctx.db.select().from(members).all()).toEqual([]);

  const made = restoreGeneration(ctx, { generation });
  expect(made.diff).toEqual(preview);
  expect(made.generation).toBe(ctx.generation());
  expect(readState(ctx.db)).toEqual(before);
  const events = ctx
    .traces()
    .filter(({ event }) => event !== "create eip")
    .map(({ event }) => event);
  expect(events.slice(0, 7).toSorted()).toEqual(
    [
      "restore configuration",
      "update loadbalancer",
      "create listener",
      "create backend member group",
      "create healthmonitor",
      "add backend ecs",
      "add backend ecs",
    ].toSorted(),
  );
  // And back again.
  restoreGeneration(ctx, { generation: made.generation - 1 });
  expect(ctx.db.select().from(listeners).all()).toEqual([]);
  expect(ctx.db.select().from(loadBalancers).all()[0]?.name).toBe("renamed");
});

test("what only one object may have changes hands", () => {
  const [a, b] = ["a", "b"].map((name) => createLoadBalancer(ctx, { name, subnetId: ctx.subnetId }));
  const eip = createEip(ctx, { bandwidthMbps: 5, loadBalancerId: a?.id ?? null });
  const other = createEip(ctx, { bandwidthMbps: 6, loadBalancerId: b?.id ?? null });
  const before = readState(ctx.db);
  const generation = ctx.generation();
  for (const { id } of [eip, other]) unbindEip(ctx, { id });
  bindEip(ctx, { id: eip.id, loadBalancerId: b?.id ?? "" });
  bindEip(ctx, { id: other.id, loadBalancerId: a?.id ?? "" });
  restoreGeneration(ctx, { generation });
  expect(readState(ctx.db)).toEqual(before);
});

test("a protected load balancer refuses the restore that would change it, and nothing is changed", () => {
  const { listener, balancer } = createChain(ctx);
  const generation = ctx.generation();
  updateListener(ctx, { id: listener.id, description: "new" });
  updateLoadBalancer(ctx, { id: balancer.id, modificationProtection: true });
  const state = readState(ctx.db);
  expect(refusalOf(() => restoreGeneration(ctx, { generation })).rule).toContain("modificationProtected");
  expect(readState(ctx.db)).toEqual(state);
  expect(ctx.traces()[0]).toMatchObject({ event: "restore configuration", rating: "warning" });
});

test("a state that the rules of today refuse is not restored, and the refusal names the object", () => {
  const { listener } = createChain(ctx);
  const generation = ctx.generation();
  updateListener(ctx, { id: listener.id, description: "new" });
  // As if an older version had let two listeners take one port.
  ctx.db.$client.exec(
    `UPDATE configuration_changes SET before = json_set(before, '$.protocol', 'TCP') WHERE generation = ${ctx.generation()}`,
  );
  const error = refusalOf(() => restoreGeneration(ctx, { generation }));
  expect(error.code).toBe("invalid");
  expect(error.fields[0]?.path).toBe("listeners web defaultPoolId");
});

test("only administrators of all projects restore; operators and readers look", () => {
  createChain(ctx);
  const generation = ctx.generation() - 1;
  for (const role of ["observer", "operator"] as const) {
    expect(refusalOf(() => restoreGeneration(ctx.as({ role }), { generation })).code).toBe("forbidden");
    expect(listGenerations(ctx.as({ role })).rows.length).toBeGreaterThan(0);
  }
  const bound = ctx.as({ projectId: ctx.projectId });
  expect(refusalOf(() => listGenerations(bound)).code).toBe("forbidden");
  expect(refusalOf(() => restoreGeneration(bound, { generation })).code).toBe("forbidden");
  expect(refusalOf(() => restoreGeneration(ctx, { generation: 99 })).rule).toBe("generationUnknown?generation=99");
});

test("what is not confirmed in time is undone, what came after it too", () => {
  const { listener } = createChain(ctx);
  const generation = ctx.generation();
  updateListener(ctx, { id: listener.id, description: "new" });
  const before = readState(ctx.db);
  restoreGeneration(ctx, { generation, confirmWithin: 5 });
  const pending = readPending(ctx.db);
  expect(pending).toMatchObject({ generation: ctx.generation(), previous: ctx.generation() - 1 });
  expect(refusalOf(() => restoreGeneration(ctx, { generation })).rule).toContain("confirmationPending");
  undoOverdue(ctx, () => {});
  expect(readPending(ctx.db)).toEqual(pending);
  updateListener(ctx, { id: listener.id, description: "meanwhile" });
  const said: string[] = [];
  undoOverdue({ ...ctx, now: () => pending?.deadline ?? 0 }, (line) => said.push(line));
  expect(said).toHaveLength(1);
  expect(readPending(ctx.db)).toBeNull();
  expect(readState(ctx.db)).toEqual(before);
});

test("an undo that is refused stays to be decided on: told as an incident, with its reason, and tried once", async () => {
  const { id: projectId } = createProject(ctx, { name: "shop" });
  const generation = ctx.generation();
  deleteProject(ctx, { id: projectId });
  restoreGeneration(ctx, { generation, confirmWithin: 5 });
  // Users are no part of the configuration: the project that one was given meanwhile cannot go again.
  await createUser(ctx, { name: "rita", role: "observer", projectId, password: "a long password" }, async () => "hash");
  const state = readState(ctx.db);
  const late = { ...ctx, now: () => Number.MAX_SAFE_INTEGER };
  const said: string[] = [];
  undoOverdue(late, (line) => said.push(line));
  undoOverdue(late, (line) => said.push(line));
  expect(said).toEqual([expect.stringContaining("could not be undone")]);
  expect(readState(ctx.db)).toEqual(state);
  const pending = readPending(ctx.db);
  expect(pending).toMatchObject({ generation: generation + 2, refused: { at: late.now() } });
  const told = ctx.traces().filter(({ event, rating }) => event === "undo configuration" && rating === "incident");
  expect(told).toMatchObject([{ resourceId: String(pending?.generation) }]);
  expect(told[0]?.message).not.toBe("");
  expect(refusalOf(() => restoreGeneration(ctx, { generation })).rule).toContain("confirmationPending");
  confirmConfiguration(ctx);
  expect(readPending(ctx.db)).toBeNull();
  expect(readState(ctx.db)).toEqual(state);
});

test("confirmed: it stays; undone at once: it goes", () => {
  const { listener } = createChain(ctx);
  const generation = ctx.generation();
  updateListener(ctx, { id: listener.id, description: "new" });
  restoreGeneration(ctx, { generation, confirmWithin: 5 });
  confirmConfiguration(ctx);
  const kept = readState(ctx.db);
  undoOverdue({ ...ctx, now: () => Number.MAX_SAFE_INTEGER }, () => {});
  expect(readState(ctx.db)).toEqual(kept);
  expect(refusalOf(() => undoConfiguration(ctx)).rule).toBe("nothingToConfirm");
  restoreGeneration(ctx, { generation: ctx.generation() - 2, confirmWithin: 1 });
  undoConfiguration(ctx);
  expect(readState(ctx.db)).toEqual(kept);
});

test("old generations go, by age and by number, and what is left can be restored", () => {
  for (const name of ["a", "b", "c", "d"]) createLoadBalancer(ctx, { name, subnetId: ctx.subnetId });
  expireGenerations(ctx.db, Date.now(), 2);
  const { rows, oldest, current } = listGenerations(ctx);
  expect(rows.map(({ generation }) => generation)).toEqual([current, current - 1]);
  expect(oldest).toBe(current - 2);
  expect(refusalOf(() => restoreGeneration(ctx, { generation: oldest - 1 })).code).toBe("notFound");
  restoreGeneration(ctx, { generation: oldest });
  expect(ctx.db.select().from(loadBalancers).all()).toHaveLength(2);
  setKeptDays(ctx, { days: 7 });
  expireGenerations(ctx.db, Date.now() + 8 * 86_400_000);
  expect(listGenerations(ctx).rows).toEqual([]);
  expect(refusalOf(() => setKeptDays(ctx, { days: 6 })).fields[0]?.rule).toBe("integerBetween?min=7&max=3650");
});
