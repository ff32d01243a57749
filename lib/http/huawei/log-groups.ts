import type { LogGroup, LogStream } from "@/lib/model/access-log";
import { createLogGroup } from "@/lib/services/loggroup/create";
import { deleteLogGroup } from "@/lib/services/loggroup/delete";
import { getLogGroup, listLogGroups } from "@/lib/services/loggroup/list";
import { updateLogGroup } from "@/lib/services/loggroup/update";
import { createLogStream } from "@/lib/services/logstream/create";
import { deleteLogStream } from "@/lib/services/logstream/delete";
import { noContent, ok } from "../octavia/api-call";
import type { ProjectCall } from "./routes";

/* The log service's shapes: groups and streams under a project. */

function groupBody({ id, name, createdAt, retentionDays }: LogGroup) {
  return { log_group_id: id, log_group_name: name, creation_time: createdAt, ttl_in_days: retentionDays, tag: {} };
}

function streamBody({ id, name, createdAt }: LogStream) {
  return { log_stream_id: id, log_stream_name: name, creation_time: createdAt, tag: {}, filter_count: 0 };
}

export function listGroupsRoute({ ctx, projectId }: ProjectCall): Response {
  return ok({ log_groups: listLogGroups(ctx, { projectId }).map(groupBody) });
}

export async function createGroupRoute({ ctx, projectId, json }: ProjectCall): Promise<Response> {
  const body = await json();
  const group = createLogGroup(ctx, {
    name: body.log_group_name as string,
    retentionDays: body.ttl_in_days as number | undefined,
    projectId,
  });
  return ok({ log_group_id: group.id }, 201);
}

export async function updateGroupRoute({ ctx, ids, json }: ProjectCall): Promise<Response> {
  const body = await json();
  return ok(groupBody(updateLogGroup(ctx, { id: ids[0] ?? "", retentionDays: body.ttl_in_days as number })));
}

export function deleteGroupRoute({ ctx, ids }: ProjectCall): Response {
  deleteLogGroup(ctx, { id: ids[0] ?? "", cascade: true });
  return noContent();
}

export function listStreamsRoute({ ctx, ids }: ProjectCall): Response {
  return ok({ log_streams: getLogGroup(ctx, ids[0] ?? "").streams.map(streamBody) });
}

export async function createStreamRoute({ ctx, ids, json }: ProjectCall): Promise<Response> {
  const body = await json();
  const stream = createLogStream(ctx, { groupId: ids[0] ?? "", name: body.log_stream_name as string });
  return ok({ log_stream_id: stream.id }, 201);
}

export function deleteStreamRoute({ ctx, ids }: ProjectCall): Response {
  deleteLogStream(ctx, { id: ids[1] ?? "" });
  return noContent();
}
