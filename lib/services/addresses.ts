import type { Reader } from "@/lib/db/client";
import { eipPools, eips, loadBalancers } from "@/lib/db/schema";
import { parseCidr } from "@/lib/model/address";
import { allocateAddress, checkSubnetAddress, type Subnet } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { invalidField, ServiceError } from "./errors";

/** Every address that is given to something: private and public ones are addresses of the same host. */
function usedAddresses(tx: Reader): Set<string> {
  const used = new Set<string>();
  for (const row of tx.select({ address: loadBalancers.vipAddress }).from(loadBalancers).all()) used.add(row.address);
  for (const row of tx.select({ address: eips.address }).from(eips).all()) used.add(row.address);
  return used;
}

/** The typed private address when the subnet allows it, else the first free one (LB-06). */
export function takePrivateAddress(tx: Reader, subnet: Subnet, typed: string | null): string {
  const used = usedAddresses(tx);
  if (typed !== null) {
    const broken = checkSubnetAddress(subnet.cidr, typed, used);
    if (broken !== null) throw invalidField("vipAddress", broken);
    return typed;
  }
  const cidr = parseCidr(subnet.cidr);
  const address = cidr === null ? null : allocateAddress(cidr, used);
  if (address === null) throw invalidField("subnetId", rule("subnetFull", { cidr: subnet.cidr }));
  return address;
}

/** The typed public address when a pool of EIPs has it, else the first free one of them. */
export function takePublicAddress(tx: Reader, typed: string | null): string {
  const used = usedAddresses(tx);
  const pools = tx.select().from(eipPools).orderBy(eipPools.createdAt).all();
  if (typed !== null) {
    const problems = pools.map((pool) => checkSubnetAddress(pool.cidr, typed, used));
    if (problems.includes(null)) return typed;
    const cidrs = pools.map((pool) => pool.cidr).join(", ");
    const inUse = problems.find((problem) => problem?.startsWith("addressInUse"));
    throw invalidField("address", inUse ?? rule("addressOutsideEipPool", { cidrs }));
  }
  for (const pool of pools) {
    const cidr = parseCidr(pool.cidr);
    const address = cidr === null ? null : allocateAddress(cidr, used);
    if (address !== null) return address;
  }
  throw new ServiceError("conflict", { rule: rule("eipPoolEmpty") });
}
