import type { EipPool } from "@/lib/model/network";
import { createEipPool } from "@/lib/services/eippool/create";
import { deleteEipPool } from "@/lib/services/eippool/delete";
import { listEipPools } from "@/lib/services/eippool/list";
import { importHostAddress } from "@/lib/services/hostaddress/import";
import { listHostAddresses } from "@/lib/services/hostaddress/list";
import { addsMissingAddresses, updateHostAddressSettings } from "@/lib/services/hostaddress/settings";
import { Fault, invalidInput } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { time } from "./status";

/* Extension: the ranges that elastic IPs are given from, and the addresses that the host has. */

function eipPoolBody(ctx: ApiCall["ctx"], { id, cidr, createdAt }: EipPool) {
  const view = listEipPools(ctx).find((one) => one.id === id);
  return {
    id,
    cidr,
    used_addresses: view?.usedAddresses ?? 0,
    size: view?.size ?? 0,
    created_at: time(createdAt),
  };
}

export function listEipPoolsRoute(call: ApiCall): Response {
  const items = listEipPools(call.ctx).map((pool) => eipPoolBody(call.ctx, pool));
  return listed(call, "eip_pools", items);
}

export function getEipPoolRoute(call: ApiCall): Response {
  const id = call.id();
  const pool = listEipPools(call.ctx).find((one) => one.id === id);
  if (pool === undefined) throw new Fault(404, `Elastic IP pool ${id} not found.`);
  return ok({ eip_pool: eipPoolBody(call.ctx, pool) });
}

/** `unchecked`: also a range that the host has no address of yet. */
export async function createEipPoolRoute(call: ApiCall): Promise<Response> {
  const pool = await withBody(call, "eip_pool", {}, (body) => {
    body.need("cidr");
    const input = { cidr: body.text("cidr") ?? "", unchecked: body.flag("unchecked") };
    body.finish();
    return createEipPool(call.ctx, input);
  });
  return ok({ eip_pool: eipPoolBody(call.ctx, pool) }, 201);
}

export function deleteEipPoolRoute(call: ApiCall): Response {
  deleteEipPool(call.ctx, { id: call.id() });
  return noContent();
}

const uses = { eipPool: "eip_pool", subnet: "subnet", loadBalancer: "loadbalancer" } as const;

function hostAddresses(ctx: ApiCall["ctx"]) {
  return listHostAddresses(ctx).map(({ device, address, cidr, usedBy }) => ({
    device,
    address,
    cidr,
    used_by: usedBy === null ? null : uses[usedBy],
  }));
}

export function listHostAddressesRoute(call: ApiCall): Response {
  return ok({ host_addresses: hostAddresses(call.ctx) });
}

/** `as`: `eip_pool` or `subnet`. */
export async function importHostAddressRoute(call: ApiCall): Promise<Response> {
  const imported = await withBody(call, "host_address", {}, (body) => {
    body.need("address");
    const as = body.text("as") ?? "eip_pool";
    if (as !== "eip_pool" && as !== "subnet") throw invalidInput("as", as, "Use eip_pool or subnet.");
    const address = body.text("address") ?? "";
    body.finish();
    importHostAddress(call.ctx, { address, as: as === "subnet" ? "subnet" : "eipPool" });
    return address;
  });
  return ok({ host_address: hostAddresses(call.ctx).find((one) => one.address === imported) }, 201);
}

export function getHostAddressSettingsRoute({ ctx }: ApiCall): Response {
  return ok({ host_address_settings: { add_missing: addsMissingAddresses(ctx.db) } });
}

export async function updateHostAddressSettingsRoute(call: ApiCall): Promise<Response> {
  const { addMissing } = await withBody(call, "host_address_settings", { addMissing: "add_missing" }, (body) => {
    const input = { addMissing: body.flag("add_missing") ?? addsMissingAddresses(call.ctx.db) };
    body.finish();
    return updateHostAddressSettings(call.ctx, input);
  });
  return ok({ host_address_settings: { add_missing: addMissing } });
}
