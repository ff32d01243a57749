import type { SubnetView, Vpc } from "@/lib/model/network";
import { listLoadBalancers } from "@/lib/services/loadbalancer/list";
import { createSubnet } from "@/lib/services/subnet/create";
import { deleteSubnet } from "@/lib/services/subnet/delete";
import { getSubnet, listSubnets } from "@/lib/services/subnet/list";
import { updateSubnet } from "@/lib/services/subnet/update";
import { createVpc } from "@/lib/services/vpc/create";
import { deleteVpc } from "@/lib/services/vpc/delete";
import { listVpcs } from "@/lib/services/vpc/list";
import { updateVpc } from "@/lib/services/vpc/update";
import { clearable } from "../body";
import { Fault, invalidInput } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { time } from "./status";

/* The part of Neutron that load balancer clients ask for: our VPCs are its networks, with `cidr` as an extension. */

const subnetNames = { vpcId: "network_id" };

function subnetBody(ctx: ApiCall["ctx"], subnet: SubnetView) {
  return {
    id: subnet.id,
    name: subnet.name,
    network_id: subnet.vpcId,
    cidr: subnet.cidr,
    ip_version: 4,
    enable_dhcp: false,
    gateway_ip: null,
    dns_nameservers: [],
    host_routes: [],
    allocation_pools: [],
    project_id: ctx.projectId,
    tenant_id: ctx.projectId,
    created_at: time(subnet.createdAt),
    tags: [],
  };
}

function networkBody(ctx: ApiCall["ctx"], vpc: Vpc, subnets: readonly SubnetView[]) {
  return {
    id: vpc.id,
    name: vpc.name,
    description: vpc.description,
    cidr: vpc.cidr,
    status: "ACTIVE",
    admin_state_up: true,
    shared: true,
    "router:external": false,
    subnets: subnets.filter((subnet) => subnet.vpcId === vpc.id).map((subnet) => subnet.id),
    project_id: ctx.projectId,
    tenant_id: ctx.projectId,
    created_at: time(vpc.createdAt),
    tags: [],
  };
}

function oneSubnet(call: ApiCall, id: string, status = 200): Response {
  return ok({ subnet: subnetBody(call.ctx, getSubnet(call.ctx, id)) }, status);
}

function oneNetwork(call: ApiCall, id: string, status = 200): Response {
  const vpc = listVpcs(call.ctx).find((one) => one.id === id);
  if (vpc === undefined) throw new Fault(404, `Network ${id} not found.`);
  return ok({ network: networkBody(call.ctx, vpc, listSubnets(call.ctx)) }, status);
}

export function listSubnetsRoute(call: ApiCall): Response {
  const items = listSubnets(call.ctx).map((subnet) => subnetBody(call.ctx, subnet));
  return listed(call, "subnets", items);
}

export function getSubnetRoute(call: ApiCall): Response {
  return oneSubnet(call, call.id());
}

export async function createSubnetRoute(call: ApiCall): Promise<Response> {
  const { id } = await withBody(call, "subnet", subnetNames, (body) => {
    body.need("network_id");
    body.need("cidr");
    if (body.has("ip_version") && body.integer("ip_version") !== 4) {
      throw invalidInput("ip_version", body.raw.ip_version, "Use 4.");
    }
    body.ignore("project_id", "tenant_id", "enable_dhcp");
    const input = {
      vpcId: body.text("network_id") ?? "",
      name: body.text("name") ?? "subnet",
      cidr: body.text("cidr") ?? "",
    };
    body.finish();
    return createSubnet(call.ctx, input);
  });
  return oneSubnet(call, id, 201);
}

export async function updateSubnetRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "subnet", subnetNames, (body) => {
    body.fixed("cidr", "network_id", "ip_version");
    const name = body.text("name") ?? getSubnet(call.ctx, id).name;
    body.finish();
    updateSubnet(call.ctx, { id, name });
  });
  return oneSubnet(call, id);
}

export function deleteSubnetRoute(call: ApiCall): Response {
  deleteSubnet(call.ctx, { id: call.id() });
  return noContent();
}

export function listNetworksRoute(call: ApiCall): Response {
  const subnets = listSubnets(call.ctx);
  const items = listVpcs(call.ctx).map((vpc) => networkBody(call.ctx, vpc, subnets));
  return listed(call, "networks", items);
}

export function getNetworkRoute(call: ApiCall): Response {
  return oneNetwork(call, call.id());
}

export async function createNetworkRoute(call: ApiCall): Promise<Response> {
  const { id } = await withBody(call, "network", {}, (body) => {
    body.need("name");
    body.need("cidr");
    body.ignore("project_id", "tenant_id", "admin_state_up", "shared");
    const input = {
      name: body.text("name") ?? "",
      cidr: body.text("cidr") ?? "",
      description: body.text("description"),
    };
    body.finish();
    return createVpc(call.ctx, input);
  });
  return oneNetwork(call, id, 201);
}

export async function updateNetworkRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "network", {}, (body) => {
    body.fixed("cidr");
    const input = { id, name: body.text("name"), description: clearable(body, "description") };
    body.finish();
    updateVpc(call.ctx, input);
  });
  return oneNetwork(call, id);
}

export function deleteNetworkRoute(call: ApiCall): Response {
  deleteVpc(call.ctx, { id: call.id() });
  return noContent();
}

/** Each load balancer's private address is a port: what floating IPs are bound to. */
function portBodies({ ctx }: ApiCall) {
  return listLoadBalancers(ctx).map((balancer) => ({
    id: balancer.vipPortId,
    name: `octavia-lb-${balancer.id}`,
    network_id: balancer.vpcId,
    device_owner: "Octavia",
    device_id: `lb-${balancer.id}`,
    fixed_ips: [{ subnet_id: balancer.subnetId, ip_address: balancer.vipAddress }],
    admin_state_up: balancer.enabled,
    status: "ACTIVE",
    project_id: balancer.projectId,
    tenant_id: balancer.projectId,
    created_at: time(balancer.createdAt),
    tags: [],
  }));
}

export function listPortsRoute(call: ApiCall): Response {
  return listed(call, "ports", portBodies(call));
}

export function getPortRoute(call: ApiCall): Response {
  const port = portBodies(call).find(({ id }) => id === call.id());
  if (port === undefined) throw new Fault(404, `Port ${call.id()} could not be found.`);
  return ok({ port });
}
