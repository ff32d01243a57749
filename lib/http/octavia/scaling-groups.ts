import type { ScalingGroupView, ScalingInstanceView, ScalingLinkView, ScalingSource } from "@/lib/model/scaling-group";
import { createScalingGroup } from "@/lib/services/scalinggroup/create";
import { deleteScalingGroup } from "@/lib/services/scalinggroup/delete";
import { createScalingLink, deleteScalingLink, updateScalingLink } from "@/lib/services/scalinggroup/links";
import { getScalingGroup, listScalingGroups } from "@/lib/services/scalinggroup/list";
import { deregisterInstances, registerInstances } from "@/lib/services/scalinggroup/register";
import { updateScalingGroup } from "@/lib/services/scalinggroup/update";
import { describeRule } from "../english";
import { type Body, clearable, nulled } from "../body";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { memberStatus, time } from "./status";

/* Scaling groups (BS-09), an extension in Octavia's manner. */

const names = {
  name: "name",
  description: "description",
  source: "source",
  dnsName: "dns_name",
  nameServers: "name_servers",
  intervalS: "resolve_interval",
  drainS: "drain_timeout",
  projectId: "project_id",
};
const instanceNames = { "instances.0.address": "address", "instances.0.name": "name", "instances.0.port": "port" };
const linkNames = { poolId: "pool_id", port: "protocol_port", weight: "weight" };

function groupBody(view: ScalingGroupView) {
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    source: view.source,
    dns_name: view.dnsName === "" ? null : view.dnsName,
    name_servers: view.nameServers,
    resolve_interval: view.intervalS,
    drain_timeout: view.drainS,
    resolved_at: view.resolvedAt === null ? null : time(view.resolvedAt),
    resolve_error: view.error === null ? null : view.error.code,
    resolve_error_since: view.error === null ? null : time(view.error.since),
    instances: view.instances.map(({ id }) => ({ id })),
    links: view.links.map(({ id }) => ({ id })),
    project_id: view.projectId,
    tenant_id: view.projectId,
    created_at: time(view.createdAt),
    updated_at: view.updatedAt === null ? null : time(view.updatedAt),
  };
}

function instanceBody(view: ScalingInstanceView) {
  return {
    id: view.id,
    name: view.name,
    address: view.address,
    port: view.port,
    leaves_at: view.leavesAt === null ? null : time(view.leavesAt),
    members: view.places.map(({ memberId, poolId, port, weight, health }) => ({
      id: memberId,
      pool_id: poolId,
      protocol_port: port,
      weight,
      operating_status: memberStatus(health),
    })),
    created_at: time(view.createdAt),
  };
}

function linkBody({ id, poolId, port, weight, refusal, createdAt }: ScalingLinkView) {
  return {
    id,
    pool_id: poolId,
    protocol_port: port,
    weight,
    refusal: refusal === null ? null : describeRule(refusal),
    created_at: time(createdAt),
  };
}

function readFields(body: Body) {
  return {
    description: clearable(body, "description"),
    dnsName: clearable(body, "dns_name"),
    nameServers: nulled(body, "name_servers") ? [] : (body.list("name_servers") as string[] | undefined),
    intervalS: body.integer("resolve_interval"),
    drainS: body.integer("drain_timeout"),
  };
}

export async function createScalingGroupRoute(call: ApiCall): Promise<Response> {
  const group = await withBody(call, "scalinggroup", names, (body) => {
    body.need("name");
    const input = {
      ...readFields(body),
      name: body.text("name") as string,
      source: body.text("source") as ScalingSource | undefined,
      projectId: body.text("project_id") ?? body.text("tenant_id"),
    };
    body.ignore("tenant_id");
    body.finish();
    return createScalingGroup(call.ctx, input);
  });
  return ok({ scalinggroup: groupBody(getScalingGroup(call.ctx, group.id)) }, 201);
}

export async function updateScalingGroupRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "scalinggroup", names, (body) => {
    body.fixed("source", "project_id", "tenant_id");
    const input = { id, name: body.text("name"), ...readFields(body) };
    body.finish();
    updateScalingGroup(call.ctx, input);
  });
  return ok({ scalinggroup: groupBody(getScalingGroup(call.ctx, id)) });
}

export function listScalingGroupsRoute(call: ApiCall): Response {
  return listed(call, "scalinggroups", listScalingGroups(call.ctx).map(groupBody));
}

export function getScalingGroupRoute(call: ApiCall): Response {
  return ok({ scalinggroup: groupBody(getScalingGroup(call.ctx, call.id())) });
}

export function deleteScalingGroupRoute(call: ApiCall): Response {
  deleteScalingGroup(call.ctx, { id: call.id() });
  return noContent();
}

/** A machine that comes up registers itself; asked again it is the same. */
export async function registerInstanceRoute(call: ApiCall): Promise<Response> {
  const scalingGroupId = call.id();
  const id = await withBody(call, "instance", instanceNames, (body) => {
    body.need("address");
    const instance = {
      address: body.text("address") as string,
      name: body.text("name"),
      port: body.integer("port") ?? null,
    };
    body.finish();
    return registerInstances(call.ctx, { scalingGroupId, instances: [instance] })[0]?.id;
  });
  const view = getScalingGroup(call.ctx, scalingGroupId).instances.find((each) => each.id === id);
  return ok({ instance: view === undefined ? null : instanceBody(view) }, 201);
}

export function deregisterInstanceRoute(call: ApiCall): Response {
  deregisterInstances(call.ctx, { scalingGroupId: call.id(), instances: [decodeURIComponent(call.id(1))] });
  return noContent();
}

export function listInstancesRoute(call: ApiCall): Response {
  return listed(call, "instances", getScalingGroup(call.ctx, call.id()).instances.map(instanceBody));
}

export function listLinksRoute(call: ApiCall): Response {
  return listed(call, "links", getScalingGroup(call.ctx, call.id()).links.map(linkBody));
}

function linkAnswer(call: ApiCall, id: string, status: number): Response {
  const view = getScalingGroup(call.ctx, call.id()).links.find((each) => each.id === id);
  return ok({ link: view === undefined ? null : linkBody(view) }, status);
}

export async function createLinkRoute(call: ApiCall): Promise<Response> {
  const link = await withBody(call, "link", linkNames, (body) => {
    body.need("pool_id");
    const input = {
      scalingGroupId: call.id(),
      poolId: String(body.value("pool_id")),
      port: body.integer("protocol_port") ?? null,
      weight: body.integer("weight"),
    };
    body.finish();
    return createScalingLink(call.ctx, input);
  });
  return linkAnswer(call, link.id, 201);
}

export async function updateLinkRoute(call: ApiCall): Promise<Response> {
  const id = call.id(1);
  await withBody(call, "link", linkNames, (body) => {
    body.need("weight");
    body.fixed("pool_id", "protocol_port");
    const input = { scalingGroupId: call.id(), id, weight: body.integer("weight") as number };
    body.finish();
    updateScalingLink(call.ctx, input);
  });
  return linkAnswer(call, id, 200);
}

export function deleteLinkRoute(call: ApiCall): Response {
  deleteScalingLink(call.ctx, { scalingGroupId: call.id(), id: call.id(1) });
  return noContent();
}
