import { eq } from "drizzle-orm";
import { accessLogs, loadBalancers, logGroups, logStreams, projects } from "@/lib/db/schema";
import { streamBytes } from "@/lib/logs/segments";
import type { LogGroupView } from "@/lib/model/access-log";
import type { Context } from "../context";
import { groupBy } from "../topology/group-by";
import { findLogGroup } from "./find";

/** Log groups of one project, or of all that the caller may see, with their streams. */
export function listLogGroups(ctx: Context, filter: { projectId?: string } = {}): LogGroupView[] {
  const names = ctx.db
    .select({ streamId: accessLogs.streamId, id: loadBalancers.id, name: loadBalancers.name })
    .from(accessLogs)
    .innerJoin(loadBalancers, eq(accessLogs.loadBalancerId, loadBalancers.id))
    .orderBy(loadBalancers.name)
    .all();
  const usersOf = groupBy(names, ({ streamId }) => streamId);
  const streams = ctx.db.select().from(logStreams).orderBy(logStreams.createdAt, logStreams.id).all();
  const streamsOf = groupBy(streams, ({ groupId }) => groupId);
  return ctx.db
    .select({ group: logGroups, projectName: projects.name })
    .from(logGroups)
    .innerJoin(projects, eq(logGroups.projectId, projects.id))
    .orderBy(logGroups.createdAt, logGroups.id)
    .all()
    .filter(({ group }) => ctx.actor.projectId === null || group.projectId === ctx.actor.projectId)
    .filter(({ group }) => filter.projectId === undefined || group.projectId === filter.projectId)
    .map(({ group, projectName }) => ({
      ...group,
      projectName,
      streams: (streamsOf.get(group.id) ?? []).map((stream) => ({
        ...stream,
        bytes: streamBytes(stream.id),
        loadBalancers: (usersOf.get(stream.id) ?? []).map(({ id, name }) => ({ id, name })),
      })),
    }));
}

export function getLogGroup(ctx: Context, id: string): LogGroupView {
  const group = findLogGroup(ctx, ctx.db, id);
  const found = listLogGroups(ctx, { projectId: group.projectId }).find((view) => view.id === id);
  return found ?? { ...group, projectName: "", streams: [] };
}
