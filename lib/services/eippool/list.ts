import { eipPools, eips } from "@/lib/db/schema";
import { cidrContains, parseCidr } from "@/lib/model/address";
import { type EipPoolView, usableAddresses } from "@/lib/model/network";
import type { Context } from "../context";

/** Ranges of EIPs in order of creation, with how much of each is given. */
export function listEipPools(ctx: Context): EipPoolView[] {
  const given = ctx.db.select({ address: eips.address }).from(eips).all();
  const pools = ctx.db.select().from(eipPools).orderBy(eipPools.createdAt, eipPools.id).all();
  return pools.map((pool) => {
    const range = parseCidr(pool.cidr);
    const usedAddresses = range === null ? 0 : given.filter(({ address }) => cidrContains(range, address)).length;
    return { ...pool, usedAddresses, size: usableAddresses(pool.cidr) };
  });
}
