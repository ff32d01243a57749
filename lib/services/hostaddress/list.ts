import { networkInterfaces } from "node:os";
import { eipPools, loadBalancers, subnets } from "@/lib/db/schema";
import { cidrContains, parseCidr } from "@/lib/model/address";
import { hostAddressesOf } from "@/lib/model/host";
import type { HostAddress } from "@/lib/model/network";
import type { Context } from "../context";

/** IPv4 addresses of the host's interfaces, with what has them already. Console and engine share the host. */
export function listHostAddresses(ctx: Context, interfaces = networkInterfaces()): HostAddress[] {
  const pools = ctx.db.select({ cidr: eipPools.cidr }).from(eipPools).all();
  const poolRanges = pools.flatMap(({ cidr }) => parseCidr(cidr) ?? []);
  const networks = ctx.db.select({ cidr: subnets.cidr }).from(subnets).all();
  const subnetRanges = networks.flatMap(({ cidr }) => parseCidr(cidr) ?? []);
  const vips = new Set(
    ctx.db
      .select({ address: loadBalancers.vipAddress })
      .from(loadBalancers)
      .all()
      .map(({ address }) => address),
  );
  return hostAddressesOf(interfaces).addresses.map((own) => ({ ...own, usedBy: usedBy(own.address) }));

  function usedBy(address: string): HostAddress["usedBy"] {
    if (vips.has(address)) return "loadBalancer";
    if (poolRanges.some((range) => cidrContains(range, address))) return "eipPool";
    return subnetRanges.some((range) => cidrContains(range, address)) ? "subnet" : null;
  }
}
