import type { AccessLogView } from "@/lib/model/access-log";
import { configureAccessLog } from "@/lib/services/accesslog/configure";
import { deleteAccessLog } from "@/lib/services/accesslog/delete";
import { listAccessLogs } from "@/lib/services/accesslog/list";
import { notFound } from "@/lib/services/errors";
import { isObject } from "../body";
import { Fault } from "../fault";
import { noContent, ok } from "../octavia/api-call";
import type { ProjectCall } from "./routes";

/* Log tanks: which load balancer writes to which stream. */

function tankBody(view: AccessLogView) {
  return {
    id: view.id,
    project_id: view.projectId,
    loadbalancer_id: view.loadBalancerId,
    log_group_id: view.groupId,
    log_topic_id: view.streamId,
  };
}

function tanks({ ctx, projectId }: ProjectCall): AccessLogView[] {
  return listAccessLogs(ctx).filter((view) => view.projectId === projectId);
}

function tank(call: ProjectCall): AccessLogView {
  const [id = ""] = call.ids;
  const found = tanks(call).find((view) => view.id === id);
  if (found === undefined) throw notFound("accesslog", id);
  return found;
}

async function readTank({ json }: ProjectCall): Promise<Record<string, unknown>> {
  const { logtank } = await json();
  if (!isObject(logtank)) throw new Fault(400, "RequestBody logtank is null, this is a required parameter.");
  return logtank;
}

export function listTanksRoute(call: ProjectCall): Response {
  const { searchParams: query } = call.url;
  const wanted = (name: string, value: string) => !query.has(name) || query.getAll(name).includes(value);
  const found = tanks(call).filter(
    (view) =>
      wanted("id", view.id) &&
      wanted("loadbalancer_id", view.loadBalancerId) &&
      wanted("log_group_id", view.groupId) &&
      wanted("log_topic_id", view.streamId),
  );
  const limit = Math.min(2000, Math.max(0, Number(query.get("limit") ?? 2000) || 0));
  const after = found.findIndex(({ id }) => id === query.get("marker"));
  const page = found.slice(after + 1, after + 1 + limit);
  const isLast = after + 1 + limit >= found.length;
  return ok({
    logtanks: page.map(tankBody),
    page_info: { current_count: page.length, ...(isLast ? {} : { next_marker: page.at(-1)?.id }) },
    request_id: call.ctx.requestId,
  });
}

export function getTankRoute(call: ProjectCall): Response {
  return ok({ logtank: tankBody(tank(call)), request_id: call.ctx.requestId });
}

export async function createTankRoute(call: ProjectCall): Promise<Response> {
  const body = await readTank(call);
  const loadBalancerId = body.loadbalancer_id as string;
  if (tanks(call).some((view) => view.loadBalancerId === loadBalancerId)) {
    throw new Fault(409, `Load balancer ${loadBalancerId} already has a log tank.`);
  }
  const { id } = configureAccessLog(call.ctx, {
    loadBalancerId,
    groupId: body.log_group_id as string,
    streamId: body.log_topic_id as string,
  });
  return ok({ logtank: tankBody(tank({ ...call, ids: [id] })), request_id: call.ctx.requestId }, 201);
}

export async function updateTankRoute(call: ProjectCall): Promise<Response> {
  const before = tank(call);
  const body = await readTank(call);
  configureAccessLog(call.ctx, {
    loadBalancerId: before.loadBalancerId,
    groupId: (body.log_group_id ?? before.groupId) as string,
    streamId: (body.log_topic_id ?? before.streamId) as string,
  });
  return getTankRoute(call);
}

export function deleteTankRoute(call: ProjectCall): Response {
  deleteAccessLog(call.ctx, { loadBalancerId: tank(call).loadBalancerId });
  return noContent();
}
