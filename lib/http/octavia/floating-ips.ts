import type { EipView } from "@/lib/model/network";
import type { Context } from "@/lib/services/context";
import { bindEip } from "@/lib/services/eip/bind";
import { createEip } from "@/lib/services/eip/create";
import { deleteEip } from "@/lib/services/eip/delete";
import { getEip, listEips } from "@/lib/services/eip/list";
import { unbindEip } from "@/lib/services/eip/unbind";
import { updateEip } from "@/lib/services/eip/update";
import { listLoadBalancers } from "@/lib/services/loadbalancer/list";
import { type Body, nulled } from "../body";
import { Fault } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { time } from "./status";

const names = {
  bandwidthMbps: "bandwidth",
  address: "floating_ip_address",
  externalAddress: "external_address",
  projectId: "project_id",
  loadBalancerId: "port_id",
};

/** Mbit/s of an EIP whose bandwidth the API leaves out: the guide's sample (LB-05). */
const defaultBandwidthMbps = 10;

function floatingIpBody(ctx: Context, eip: EipView) {
  const balancer =
    eip.loadBalancerId === null ? undefined : listLoadBalancers(ctx).find((view) => view.id === eip.loadBalancerId);
  return {
    id: eip.id,
    floating_ip_address: eip.address,
    external_address: eip.externalAddress,
    bandwidth: eip.bandwidthMbps,
    port_id: balancer?.vipPortId ?? null,
    fixed_ip_address: balancer?.vipAddress ?? null,
    floating_network_id: null,
    router_id: null,
    status: balancer === undefined ? "DOWN" : "ACTIVE",
    description: "",
    project_id: eip.projectId,
    tenant_id: eip.projectId,
    created_at: time(eip.createdAt),
    tags: [],
  };
}

function balancerOfPort(ctx: Context, portId: string): string {
  const balancer = listLoadBalancers(ctx).find((view) => view.vipPortId === portId);
  if (balancer === undefined) throw new Fault(404, `Port ${portId} could not be found.`);
  return balancer.id;
}

function portOf(body: Body): string | null {
  return body.text("port_id") ?? null;
}

export async function createFloatingIpRoute(call: ApiCall): Promise<Response> {
  const { ctx } = call;
  const eip = await withBody(call, "floatingip", names, (body) => {
    body.ignore("floating_network_id", "description", "fixed_ip_address", "tenant_id", "subnet_id");
    const port = portOf(body);
    const input = {
      bandwidthMbps: body.integer("bandwidth") ?? defaultBandwidthMbps,
      address: body.text("floating_ip_address"),
      externalAddress: body.text("external_address"),
      projectId: body.text("project_id"),
      loadBalancerId: port === null ? undefined : balancerOfPort(ctx, port),
    };
    body.finish();
    return createEip(ctx, input);
  });
  return ok({ floatingip: floatingIpBody(ctx, getEip(ctx, eip.id)) }, 201);
}

/** `port_id` binds, or with null unbinds; bandwidth and external address may change as well. */
export async function updateFloatingIpRoute(call: ApiCall): Promise<Response> {
  const { ctx } = call;
  const id = call.id();
  await withBody(call, "floatingip", names, (body) => {
    body.ignore("description", "fixed_ip_address");
    const settings = {
      bandwidthMbps: body.integer("bandwidth"),
      externalAddress: nulled(body, "external_address") ? null : body.text("external_address"),
    };
    const port = body.has("port_id") ? portOf(body) : undefined;
    body.finish();
    const stored = getEip(ctx, id);
    if (settings.bandwidthMbps !== undefined || settings.externalAddress !== undefined)
      updateEip(ctx, { id, ...settings });
    if (port === undefined) return;
    const loadBalancerId = port === null ? null : balancerOfPort(ctx, port);
    if (loadBalancerId === stored.loadBalancerId) return;
    if (stored.loadBalancerId !== null) unbindEip(ctx, { id });
    if (loadBalancerId !== null) bindEip(ctx, { id, loadBalancerId });
  });
  return ok({ floatingip: floatingIpBody(ctx, getEip(ctx, id)) });
}

export function listFloatingIpsRoute(call: ApiCall): Response {
  const items = listEips(call.ctx).map((eip) => floatingIpBody(call.ctx, eip));
  return listed(call, "floatingips", items);
}

export function getFloatingIpRoute(call: ApiCall): Response {
  return ok({ floatingip: floatingIpBody(call.ctx, getEip(call.ctx, call.id())) });
}

/** As in Neutron a bound one is unbound and released. */
export function deleteFloatingIpRoute(call: ApiCall): Response {
  deleteEip(call.ctx, { id: call.id(), unbind: true });
  return noContent();
}
