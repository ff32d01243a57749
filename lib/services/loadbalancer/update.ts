import { count, eq } from "drizzle-orm";
import type { LoadBalancerRow } from "@/lib/db/mappers";
import { eips, listeners, loadBalancers } from "@/lib/db/schema";
import { type LoadBalancer, UpdateLoadBalancerInput } from "@/lib/model/loadbalancer";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findLoadBalancer, findProject } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireQuota } from "../quota";
import { requireModifiable } from "./protection";

/** Changes a load balancer; a protected one only to let go of its protection. */
export function updateLoadBalancer(ctx: Context, raw: UpdateLoadBalancerInput): LoadBalancer {
  return audited(ctx, { event: "update loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateLoadBalancerInput, raw);
    return withTransaction(ctx, (mutation) =>
      writeLoadBalancer(ctx, mutation, findLoadBalancer(ctx, mutation.tx, id), defined(input)),
    );
  });
}

/** The same inside a transaction. */
export function writeLoadBalancer(
  ctx: Context,
  mutation: Mutation,
  before: LoadBalancerRow,
  fields: Partial<LoadBalancerRow>,
): LoadBalancer {
  const { tx, at, generation } = mutation;
  const after = { ...before, ...fields, updatedAt: at, generation };
  if (after.modificationProtection && !sameButSwitches(before, after)) requireModifiable(before);
  if (after.projectId !== before.projectId) moveToProject(ctx, mutation, before, after.projectId);
  tx.update(loadBalancers).set(after).where(eq(loadBalancers.id, before.id)).run();
  emitTrace(mutation, ctx, {
    event: "update loadbalancer",
    resource: { type: "loadbalancer", id: before.id, name: after.name },
    projectId: after.projectId,
    before,
    after,
  });
  return after;
}

function sameButSwitches(before: LoadBalancer, after: LoadBalancer): boolean {
  const rest = ({ name, description, enabled, tags, projectId }: LoadBalancer) =>
    JSON.stringify([name, description, enabled, tags, projectId]);
  return rest(before) === rest(after);
}

/** The other project must have room for it and its listeners (LB-19). */
function moveToProject(ctx: Context, { tx, changes }: Mutation, before: LoadBalancer, projectId: string): void {
  findProject(ctx, tx, projectId, "projectId");
  requireQuota(tx, projectId, "loadbalancer");
  const moving = tx.select({ n: count() }).from(listeners).where(eq(listeners.loadBalancerId, before.id)).get()?.n ?? 0;
  requireQuota(tx, projectId, "listener", moving);
  const moved = tx.update(eips).set({ projectId }).where(eq(eips.loadBalancerId, before.id)).returning().all();
  for (const { id } of moved) changes.push({ type: "eip", id });
}
