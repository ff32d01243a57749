import type { SubnetView, Vpc } from "@/lib/model/network";
import { getSubnet, listSubnets } from "@/lib/services/subnet/list";
import { listVpcs } from "@/lib/services/vpc/list";
import { Fault } from "../fault";
import { type ApiCall, listed, ok } from "./api-call";
import { time } from "./status";

/* The read-only part of Neutron that load balancer clients ask: our VPCs are its networks. */

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

export function listSubnetsRoute(call: ApiCall): Response {
  const items = listSubnets(call.ctx).map((subnet) => subnetBody(call.ctx, subnet));
  return listed(call, "subnets", items);
}

export function getSubnetRoute(call: ApiCall): Response {
  return ok({ subnet: subnetBody(call.ctx, getSubnet(call.ctx, call.id())) });
}

export function listNetworksRoute(call: ApiCall): Response {
  const subnets = listSubnets(call.ctx);
  const items = listVpcs(call.ctx).map((vpc) => networkBody(call.ctx, vpc, subnets));
  return listed(call, "networks", items);
}

export function getNetworkRoute(call: ApiCall): Response {
  const vpc = listVpcs(call.ctx).find((one) => one.id === call.id());
  if (vpc === undefined) throw new Fault(404, `Network ${call.id()} not found.`);
  return ok({ network: networkBody(call.ctx, vpc, listSubnets(call.ctx)) });
}
