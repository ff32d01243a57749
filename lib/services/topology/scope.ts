import { eq } from "drizzle-orm";
import { loadBalancers } from "@/lib/db/schema";
import type { Context } from "../context";
import { loadTopology, type Topology } from "./load";

/** Everything that the caller may see, or only what hangs under one load balancer. */
export function readScope(ctx: Context, filter: { loadBalancerId?: string } = {}): Topology {
  if (filter.loadBalancerId !== undefined) return loadTopology(ctx.db, [filter.loadBalancerId]);
  const { projectId } = ctx.actor;
  if (projectId === null) return loadTopology(ctx.db);
  const visible = ctx.db
    .select({ id: loadBalancers.id })
    .from(loadBalancers)
    .where(eq(loadBalancers.projectId, projectId))
    .all();
  return loadTopology(
    ctx.db,
    visible.map((row) => row.id),
  );
}
