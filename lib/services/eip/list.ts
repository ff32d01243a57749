import { eq } from "drizzle-orm";
import { eips, loadBalancers } from "@/lib/db/schema";
import type { EipView } from "@/lib/model/network";
import type { Context } from "../context";
import { requireProject } from "../context";
import { findEip } from "../find";

function rows(ctx: Context) {
  return ctx.db
    .select({ eip: eips, loadBalancerName: loadBalancers.name })
    .from(eips)
    .leftJoin(loadBalancers, eq(eips.loadBalancerId, loadBalancers.id))
    .orderBy(eips.createdAt, eips.id)
    .all()
    .map(({ eip, loadBalancerName }): EipView => ({ ...eip, loadBalancerName }));
}

/** EIPs of one project or of all that the caller may see; `unbound` leaves only those that can be bound (LB-12). */
export function listEips(ctx: Context, filter: { projectId?: string; unbound?: boolean } = {}): EipView[] {
  return rows(ctx)
    .filter((eip) => ctx.actor.projectId === null || eip.projectId === ctx.actor.projectId)
    .filter((eip) => filter.projectId === undefined || eip.projectId === filter.projectId)
    .filter((eip) => filter.unbound !== true || eip.loadBalancerId === null);
}

export function getEip(ctx: Context, id: string): EipView {
  const eip = findEip(ctx, ctx.db, id);
  requireProject(ctx, eip.projectId);
  return rows(ctx).find((row) => row.id === id) ?? { ...eip, loadBalancerName: null };
}
