import { eq } from "drizzle-orm";
import { accessLogs, loadBalancers, logGroups, logStreams } from "@/lib/db/schema";
import type { AccessLogView } from "@/lib/model/access-log";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";

/** Access logs that are on, of every load balancer that the caller may see. */
export function listAccessLogs(ctx: Context): AccessLogView[] {
  return ctx.db
    .select({ log: accessLogs, balancer: loadBalancers, stream: logStreams, group: logGroups })
    .from(accessLogs)
    .innerJoin(loadBalancers, eq(accessLogs.loadBalancerId, loadBalancers.id))
    .innerJoin(logStreams, eq(accessLogs.streamId, logStreams.id))
    .innerJoin(logGroups, eq(logStreams.groupId, logGroups.id))
    .orderBy(accessLogs.createdAt, accessLogs.id)
    .all()
    .filter(({ balancer }) => ctx.actor.projectId === null || balancer.projectId === ctx.actor.projectId)
    .map(({ log, balancer, stream, group }) => ({
      ...log,
      loadBalancerName: balancer.name,
      projectId: balancer.projectId,
      groupId: group.id,
      groupName: group.name,
      streamName: stream.name,
    }));
}

/** The access log of one load balancer; null: it is off. */
export function getAccessLog(ctx: Context, loadBalancerId: string): AccessLogView | null {
  findLoadBalancer(ctx, ctx.db, loadBalancerId);
  return listAccessLogs(ctx).find((log) => log.loadBalancerId === loadBalancerId) ?? null;
}
