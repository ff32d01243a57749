import { eq } from "drizzle-orm";
import { eips } from "@/lib/db/schema";
import { type Eip, UpdateEipInput } from "@/lib/model/network";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findEip, findLoadBalancer } from "../find";
import { audited, emitTrace, type Mutation, type TraceEntry, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchLoadBalancer } from "../touch";

/** A bound EIP is a setting of its load balancer (AU-05). */
function subjectOf(ctx: Context, mutation: Mutation, eip: Eip): Pick<TraceEntry, "event" | "resource"> {
  if (eip.loadBalancerId === null) {
    return { event: "update eip", resource: { type: "eip", id: eip.id, name: eip.address } };
  }
  touchLoadBalancer(mutation, eip.loadBalancerId);
  const { id, name } = findLoadBalancer(ctx, mutation.tx, eip.loadBalancerId);
  return { event: "update loadbalancer", resource: { type: "loadbalancer", id, name } };
}

/** Changes the bandwidth (LB-11) or the external address of an EIP. */
export function updateEip(ctx: Context, raw: UpdateEipInput): Eip {
  return audited(ctx, { event: "update eip", type: "eip", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateEipInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findEip(ctx, mutation.tx, id);
      const after: Eip = { ...before, ...defined(input) };
      mutation.tx.update(eips).set(after).where(eq(eips.id, id)).run();
      mutation.changes.push({ type: "eip", id });
      emitTrace(mutation, ctx, { ...subjectOf(ctx, mutation, after), projectId: after.projectId, before, after });
      return after;
    });
  });
}
