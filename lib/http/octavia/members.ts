import type { MemberInput, MemberView } from "@/lib/model/member";
import type { Context } from "@/lib/services/context";
import { addMembers } from "@/lib/services/member/add";
import { drainMembers } from "@/lib/services/member/drain";
import { getMember, listMembers } from "@/lib/services/member/list";
import { removeMembers } from "@/lib/services/member/remove";
import { setAllMembers } from "@/lib/services/member/set-all";
import { updateMember } from "@/lib/services/member/update";
import { getPool } from "@/lib/services/pool/get";
import { Body, changedTags, clearable, isObject, nulled, readJson } from "../body";
import { invalidInput, unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { memberStatus, provisioning, time } from "./status";

const fieldNames = {
  address: "address",
  port: "protocol_port",
  weight: "weight",
  enabled: "admin_state_up",
  name: "name",
  serverId: "server_id",
  monitorAddress: "monitor_address",
  monitorPort: "monitor_port",
  tags: "tags",
  sessionsS: "drain_timeout",
};
const oneNames = {
  ...fieldNames,
  ...Object.fromEntries(Object.entries(fieldNames).map(([path, name]) => [`members.0.${path}`, name])),
  poolId: "pool_id",
};

export function memberBody(view: MemberView, projectId: string) {
  const { ejection } = view.status;
  return {
    id: view.id,
    name: view.name,
    address: view.address,
    protocol_port: view.port,
    weight: view.weight,
    backup: false,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: memberStatus(view.status.health),
    // Extension: nothing new, and its sessions until then.
    drain_until: view.drainUntil === null ? null : time(view.drainUntil),
    // Extension: why the last health check failed.
    operating_reason: view.status.reason === "" ? null : view.status.reason,
    // Extension: left out for failures in a row, and what failed.
    ejected_until: ejection === null ? null : new Date(ejection.until).toISOString(),
    ejected_reason: ejection === null ? null : ejection.reason,
    project_id: projectId,
    subnet_id: null,
    // Extension: the inventory server that it stands for.
    server_id: view.serverId,
    // Extension: the scaling group that it came from and leaves with.
    scaling_group_id: view.scalingGroupId,
    monitor_address: view.monitorAddress,
    monitor_port: view.monitorPort,
    tags: view.tags,
  };
}

function projectOf(ctx: Context, poolId: string): string {
  return getPool(ctx, poolId).projectId;
}

export function readNewMember(body: Body): MemberInput {
  body.need("address");
  body.need("protocol_port");
  if (body.flag("backup") === true) throw unsupported("backup");
  body.ignore("subnet_id", "project_id", "tenant_id");
  const input = {
    name: body.text("name"),
    address: body.text("address") as string,
    port: body.integer("protocol_port") as number,
    weight: body.integer("weight"),
    enabled: body.flag("admin_state_up"),
    monitorAddress: body.text("monitor_address"),
    monitorPort: body.integer("monitor_port"),
    serverId: body.text("server_id"),
    tags: body.list("tags") as string[] | undefined,
  };
  body.finish();
  return input;
}

export async function createMemberRoute(call: ApiCall): Promise<Response> {
  const poolId = call.id();
  const id = await withBody(call, "member", oneNames, (body) => {
    const [member] = addMembers(call.ctx, { poolId, members: [readNewMember(body)] });
    return member?.id ?? "";
  });
  return ok({ member: memberBody(getMember(call.ctx, poolId, id), projectOf(call.ctx, poolId)) }, 201);
}

export async function updateMemberRoute(call: ApiCall): Promise<Response> {
  const [poolId, id] = [call.id(), call.id(1)];
  await withBody(call, "member", oneNames, (body) => {
    body.fixed("address", "protocol_port", "subnet_id", "server_id");
    if (body.flag("backup") === true) throw unsupported("backup");
    const input = {
      poolId,
      id,
      name: clearable(body, "name"),
      weight: nulled(body, "weight") ? 1 : body.integer("weight"),
      enabled: body.flag("admin_state_up"),
      monitorAddress: nulled(body, "monitor_address") ? null : body.text("monitor_address"),
      monitorPort: nulled(body, "monitor_port") ? null : body.integer("monitor_port"),
      tags: changedTags(body),
    };
    const drain = body.has("drain_timeout");
    const sessionsS = drain ? (body.integer("drain_timeout") ?? null) : null;
    body.finish();
    updateMember(call.ctx, input);
    if (drain) drainMembers(call.ctx, { poolId, ids: [id], sessionsS });
  });
  return ok({ member: memberBody(getMember(call.ctx, poolId, id), projectOf(call.ctx, poolId)) });
}

/** Batch update: the root key holds the list itself. */
export async function setMembersRoute(call: ApiCall): Promise<Response> {
  const poolId = call.id();
  const given = await readJson(call.request);
  const list = isObject(given) ? given.members : undefined;
  if (!Array.isArray(list)) throw invalidInput("members", list, "Mandatory field missing.");
  const members = new Body({ members: list }).objects("members").map(readNewMember);
  const additiveOnly = call.url.searchParams.get("additive_only")?.toLowerCase() === "true";
  setAllMembers(call.ctx, { poolId, members, additiveOnly });
  return new Response(null, { status: 202 });
}

export function listMembersRoute(call: ApiCall): Response {
  const poolId = call.id();
  const projectId = projectOf(call.ctx, poolId);
  const items = listMembers(call.ctx, poolId).map((view) => memberBody(view, projectId));
  return listed(call, "members", items);
}

export function getMemberRoute(call: ApiCall): Response {
  const [poolId, id] = [call.id(), call.id(1)];
  return ok({ member: memberBody(getMember(call.ctx, poolId, id), projectOf(call.ctx, poolId)) });
}

export function deleteMemberRoute(call: ApiCall): Response {
  removeMembers(call.ctx, { poolId: call.id(), ids: [call.id(1)] });
  return noContent();
}
