import { eq } from "drizzle-orm";
import { eips, loadBalancers, projects } from "@/lib/db/schema";
import type { EipView } from "@/lib/model/network";
import type { Context } from "../context";
import { requireProject } from "../context";
import { notFound } from "../errors";
import { findEip } from "../find";
import { readHostAddresses } from "../sourceaddress/host-addresses";

function rows(ctx: Context) {
  const host = readHostAddresses();
  return ctx.db
    .select({ eip: eips, loadBalancerName: loadBalancers.name, projectName: projects.name })
    .from(eips)
    .innerJoin(projects, eq(eips.projectId, projects.id))
    .leftJoin(loadBalancers, eq(eips.loadBalancerId, loadBalancers.id))
    .orderBy(eips.createdAt, eips.id)
    .all()
    .map(
      ({ eip, loadBalancerName, projectName }): EipView => ({
        ...eip,
        loadBalancerName,
        projectName,
        isMissing: !host.has(eip.address),
      }),
    );
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
  const view = rows(ctx).find((row) => row.id === id);
  if (view === undefined) throw notFound("eip", id);
  return view;
}
