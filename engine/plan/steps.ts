import type { MemberPlan, PoolPlan } from "./plan";

/** What runs, with listeners as plans or as sources. */
export interface Running<Listener> {
  readonly pools: ReadonlyMap<string, PoolPlan>;
  readonly members: ReadonlyMap<string, MemberPlan>;
  readonly listeners: ReadonlyMap<string, Listener>;
}

/** One change of what runs. `removeMember` names the member's key. */
export type PlanStep<Listener> =
  | { readonly type: "pool"; readonly pool: PoolPlan }
  | { readonly type: "listener"; readonly listener: Listener }
  | { readonly type: "removeListener"; readonly id: string }
  | { readonly type: "removePool"; readonly id: string }
  | { readonly type: "removeMember"; readonly key: string };

/**
 * The steps from what runs to what shall run: only parts that are other objects than before. After each of them all
 * that is there refers to what is there: groups come before listeners that name them and go after those that did.
 */
export function planSteps<Listener>(before: Running<Listener> | null, after: Running<Listener>): PlanStep<Listener>[] {
  const steps: PlanStep<Listener>[] = [];
  for (const [id, pool] of after.pools) if (before?.pools.get(id) !== pool) steps.push({ type: "pool", pool });
  for (const [id, listener] of after.listeners)
    if (before?.listeners.get(id) !== listener) steps.push({ type: "listener", listener });
  if (before === null) return steps;
  for (const id of before.listeners.keys()) if (!after.listeners.has(id)) steps.push({ type: "removeListener", id });
  for (const id of before.pools.keys()) if (!after.pools.has(id)) steps.push({ type: "removePool", id });
  for (const [id, { key }] of before.members)
    if (after.members.get(id)?.key !== key) steps.push({ type: "removeMember", key });
  return steps;
}
