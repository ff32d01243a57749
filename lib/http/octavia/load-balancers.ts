import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Context } from "@/lib/services/context";
import { ServiceError } from "@/lib/services/errors";
import { createLoadBalancerGraph } from "@/lib/services/loadbalancer/create-graph";
import { deleteLoadBalancer } from "@/lib/services/loadbalancer/delete";
import { getLoadBalancer } from "@/lib/services/loadbalancer/get";
import { listLoadBalancers } from "@/lib/services/loadbalancer/list";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import { listPools } from "@/lib/services/pool/list";
import { listSubnets } from "@/lib/services/subnet/list";
import { type Body, clearable } from "../body";
import { Fault, providerName, unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { readGraph } from "./graph";
import { operatingStatus, provisioning } from "./status";
import { readTags, tagTexts } from "./tags";

const names = {
  vipAddress: "vip_address",
  subnetId: "vip_subnet_id",
  projectId: "project_id",
  enabled: "admin_state_up",
  deletionProtection: "deletion_protection",
  modificationProtection: "modification_protection",
};

export function loadBalancerBody(view: LoadBalancerView, poolIds: readonly string[]) {
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: operatingStatus(view.health, view.servers.length, view.configuration),
    project_id: view.projectId,
    vip_address: view.vipAddress,
    vip_port_id: view.vipPortId,
    vip_subnet_id: view.subnetId,
    vip_network_id: view.vpcId,
    vip_qos_policy_id: null,
    additional_vips: [],
    provider: providerName,
    flavor_id: null,
    availability_zone: null,
    tags: tagTexts(view.tags),
    listeners: view.listeners.map(({ id }) => ({ id })),
    pools: poolIds.map((id) => ({ id })),
    deletion_protection: view.deletionProtection,
    modification_protection: view.modificationProtection,
    // Extension: the public address, where one is bound.
    floating_ip_address: view.eip?.address ?? null,
  };
}

function bodyOf(ctx: Context, id: string) {
  const pools = listPools(ctx, { loadBalancerId: id });
  return loadBalancerBody(
    getLoadBalancer(ctx, id),
    pools.map((pool) => pool.id),
  );
}

function subnetFor(ctx: Context, body: Body): string {
  const subnetId = body.text("vip_subnet_id");
  const networkId = body.text("vip_network_id");
  if (body.value("vip_port_id") !== undefined) throw unsupported("vip_port_id");
  if (subnetId !== undefined) return subnetId;
  if (networkId === undefined) {
    throw new Fault(400, "Validation failure: VIP must contain one of: vip_port_id, vip_network_id, vip_subnet_id.");
  }
  const [subnet] = listSubnets(ctx, { vpcId: networkId });
  if (subnet === undefined) throw new Fault(400, `Network ${networkId} not found.`);
  return subnet.id;
}

function requireProvider(body: Body): void {
  const provider = body.text("provider");
  if (provider !== undefined && provider !== providerName)
    throw new Fault(400, `Provider '${provider}' is not enabled.`);
}

export async function createLoadBalancerRoute(call: ApiCall): Promise<Response> {
  const { ctx } = call;
  const id = await withBody(call, "loadbalancer", names, (body) => {
    requireProvider(body);
    body.ignore("flavor_id", "availability_zone", "vip_qos_policy_id");
    if ((body.list("additional_vips") ?? []).length > 0) throw unsupported("additional_vips");
    const input = {
      name: body.text("name"),
      description: body.text("description"),
      enabled: body.flag("admin_state_up"),
      projectId: body.text("project_id") ?? body.text("tenant_id"),
      subnetId: subnetFor(ctx, body),
      vipAddress: body.text("vip_address"),
      tags: readTags(body),
      deletionProtection: body.flag("deletion_protection"),
      modificationProtection: body.flag("modification_protection"),
    };
    body.ignore("tenant_id", "vip_network_id");
    const graph = readGraph(body);
    body.finish();
    return createLoadBalancerGraph(ctx, input, graph).id;
  });
  return ok({ loadbalancer: bodyOf(ctx, id) }, 201);
}

export async function updateLoadBalancerRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "loadbalancer", names, (body) => {
    body.ignore("vip_qos_policy_id");
    body.fixed("vip_address", "vip_subnet_id", "vip_network_id", "vip_port_id", "provider");
    const input = {
      id,
      name: clearable(body, "name"),
      description: clearable(body, "description"),
      enabled: body.flag("admin_state_up"),
      tags: body.has("tags") ? (readTags(body) ?? []) : undefined,
      projectId: body.text("project_id"),
      deletionProtection: body.flag("deletion_protection"),
      modificationProtection: body.flag("modification_protection"),
    };
    body.finish();
    updateLoadBalancer(call.ctx, input);
  });
  return ok({ loadbalancer: bodyOf(call.ctx, id) });
}

export function listLoadBalancersRoute(call: ApiCall): Response {
  const pools = new Map<string, string[]>();
  for (const pool of listPools(call.ctx))
    pools.set(pool.loadBalancerId, [...(pools.get(pool.loadBalancerId) ?? []), pool.id]);
  const items = listLoadBalancers(call.ctx).map((view) => loadBalancerBody(view, pools.get(view.id) ?? []));
  return listed(call, "loadbalancers", items);
}

export function getLoadBalancerRoute(call: ApiCall): Response {
  return ok({ loadbalancer: bodyOf(call.ctx, call.id()) });
}

export function deleteLoadBalancerRoute(call: ApiCall): Response {
  const id = call.id();
  const cascade = call.url.searchParams.get("cascade")?.toLowerCase() === "true";
  try {
    deleteLoadBalancer(call.ctx, { id, cascade });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "inUse") throw error;
    const remains = error.remains.map((one) => `${one.type} ${one.name === "" ? one.id : one.name}`).join(", ");
    throw new Fault(400, `Validation failure: Cannot delete Load Balancer ${id} - it has children (${remains})`);
  }
  return noContent();
}
