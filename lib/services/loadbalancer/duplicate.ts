import { asc, eq, inArray } from "drizzle-orm";
import { type ListenerRow, type LoadBalancerRow, type PoolRow, toL7Policy, toListener } from "@/lib/db/mappers";
import { healthMonitors, l7Policies, l7Rules, listeners, members, pools } from "@/lib/db/schema";
import { CreateL7PolicyInput } from "@/lib/model/l7policy";
import { DuplicateLoadBalancerInput, type LoadBalancer } from "@/lib/model/loadbalancer";
import { certificateCopier } from "../certificate/copy";
import { type Context, requireRole } from "../context";
import { findListener, findLoadBalancer } from "../find";
import { insertHealthMonitor } from "../healthmonitor/insert";
import { insertPolicy } from "../l7policy/insert";
import { insertListener } from "../listener/insert";
import { insertMembers } from "../member/insert";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertPool } from "../pool/insert";
import { groupBy } from "../topology/group-by";
import { insertLoadBalancer } from "./create";

type NewIds = Map<string, string>;

/**
 * Creates a load balancer with the listeners, groups, health checks, servers and policies of another one, or nothing.
 * They are objects of their own; in another project so are their certificates. Servers that drain there take part here; access logs are not taken over.
 */
export function duplicateLoadBalancer(ctx: Context, raw: DuplicateLoadBalancerInput): LoadBalancer {
  return audited(ctx, { event: "create loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { fromId, ...input } = parse(DuplicateLoadBalancerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const original = findLoadBalancer(ctx, mutation.tx, fromId);
      const balancer = insertLoadBalancer(ctx, mutation, input);
      const copy = findLoadBalancer(ctx, mutation.tx, balancer.id);
      const poolIds = copyPools(ctx, mutation, original, copy);
      copyPolicies(ctx, mutation, original, copy, poolIds, copyListeners(ctx, mutation, original, copy, poolIds));
      return balancer;
    });
  });
}

function copyPools(ctx: Context, mutation: Mutation, original: LoadBalancerRow, copy: LoadBalancerRow): NewIds {
  const { tx } = mutation;
  const ids: NewIds = new Map();
  const rows = tx.select().from(pools).where(eq(pools.loadBalancerId, original.id)).orderBy(asc(pools.createdAt)).all();
  for (const row of rows) {
    const pool = insertPool(ctx, mutation, copy, row);
    ids.set(row.id, pool.id);
    const monitor = tx.select().from(healthMonitors).where(eq(healthMonitors.poolId, row.id)).get();
    if (monitor !== undefined) insertHealthMonitor(ctx, mutation, pool, monitor);
    copyMembers(ctx, mutation, row, pool, original.projectId === copy.projectId);
  }
  return ids;
}

/** The inventory is a project's: in another one a server is known by its address alone. */
function copyMembers(ctx: Context, mutation: Mutation, from: PoolRow, to: PoolRow, isSameProject: boolean): void {
  const rows = mutation.tx
    .select()
    .from(members)
    .where(eq(members.poolId, from.id))
    .orderBy(asc(members.createdAt))
    .all();
  const inputs = rows.map((row) => (isSameProject ? row : { ...row, serverId: null }));
  insertMembers(ctx, mutation, to, inputs);
}

function copyListeners(
  ctx: Context,
  mutation: Mutation,
  original: LoadBalancerRow,
  copy: LoadBalancerRow,
  poolIds: NewIds,
): NewIds {
  const ids: NewIds = new Map();
  const withCopies = certificateCopier(ctx, mutation, copy.projectId);
  for (const row of listenersOf(mutation, original.id)) {
    const defaultPoolId = row.defaultPoolId === null ? null : (poolIds.get(row.defaultPoolId) ?? null);
    const settings = toListener(row);
    const isElsewhere = original.projectId !== copy.projectId && settings.tls !== null;
    const listener = insertListener(ctx, mutation, copy, {
      ...settings,
      tls: isElsewhere && settings.tls !== null ? withCopies(settings.tls) : settings.tls,
      loadBalancerId: copy.id,
      defaultPoolId,
    });
    ids.set(row.id, listener.id);
  }
  return ids;
}

function listenersOf({ tx }: Mutation, loadBalancerId: string): ListenerRow[] {
  return tx
    .select()
    .from(listeners)
    .where(eq(listeners.loadBalancerId, loadBalancerId))
    .orderBy(asc(listeners.createdAt))
    .all();
}

/** After all listeners: a policy may lead to another one of them. */
function copyPolicies(
  ctx: Context,
  mutation: Mutation,
  original: LoadBalancerRow,
  copy: LoadBalancerRow,
  poolIds: NewIds,
  listenerIds: NewIds,
): void {
  const { tx } = mutation;
  const policies = tx
    .select()
    .from(l7Policies)
    .where(inArray(l7Policies.listenerId, [...listenerIds.keys()]))
    .orderBy(asc(l7Policies.position))
    .all();
  const ids = policies.map(({ id }) => id);
  const rulesOf = groupBy(
    tx.select().from(l7Rules).where(inArray(l7Rules.policyId, ids)).orderBy(asc(l7Rules.createdAt)).all(),
    ({ policyId }) => policyId,
  );
  const renamed = (id: string | null, names: NewIds) => (id === null ? null : (names.get(id) ?? null));
  for (const row of policies) {
    const { row: listener } = findListener(ctx, tx, renamed(row.listenerId, listenerIds) ?? "");
    const input = parse(CreateL7PolicyInput, {
      ...toL7Policy(row),
      listenerId: listener.id,
      redirectPoolId: renamed(row.redirectPoolId, poolIds),
      redirectListenerId: renamed(row.redirectListenerId, listenerIds),
      rules: rulesOf.get(row.id) ?? [],
    });
    insertPolicy(ctx, mutation, listener, copy.projectId, input);
  }
}
