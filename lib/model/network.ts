import * as z from "zod";
import { type Cidr, cidrContains, Ipv4, NetworkCidr, numberToIpv4, parseCidr } from "./address";
import { rule } from "./rule";
import { Description, Id, integer, Name } from "./text";

/** A network: an address range whose sources a private load balancer answers (LB-02). */
export const Vpc = z.object({ id: Id, name: Name, cidr: z.string(), description: Description, createdAt: z.number() });
export type Vpc = z.infer<typeof Vpc>;

export const CreateVpcInput = z.object({ name: Name, cidr: NetworkCidr, description: Description.default("") });
export type CreateVpcInput = z.input<typeof CreateVpcInput>;

/** Part of a VPC from which private addresses are given. */
export const Subnet = z.object({ id: Id, vpcId: Id, name: Name, cidr: z.string(), createdAt: z.number() });
export type Subnet = z.infer<typeof Subnet>;

export const CreateSubnetInput = z.object({ vpcId: Id, name: Name, cidr: NetworkCidr });
export type CreateSubnetInput = z.input<typeof CreateSubnetInput>;

/** Bandwidth of an EIP in Mbit/s (LB-11). */
export const Bandwidth = integer(1, 1000);

/** Elastic IP: an address of the public pool with its own bandwidth; bound to at most one load balancer. */
export const Eip = z.object({
  id: Id,
  address: Ipv4,
  /** Address that clients use when the host sits behind NAT. */
  externalAddress: Ipv4.nullable(),
  bandwidthMbps: Bandwidth,
  projectId: Id,
  loadBalancerId: Id.nullable(),
  createdAt: z.number(),
});
export type Eip = z.infer<typeof Eip>;

/** `address` null: the first free one of the pool; `loadBalancerId` binds it at once. */
export const CreateEipInput = z.object({
  bandwidthMbps: Bandwidth,
  address: Ipv4.nullable().default(null),
  externalAddress: Ipv4.nullable().default(null),
  projectId: Id.optional(),
  loadBalancerId: Id.nullable().default(null),
});
export type CreateEipInput = z.input<typeof CreateEipInput>;

export const BindEipInput = z.object({ id: Id, loadBalancerId: Id });
export type BindEipInput = z.input<typeof BindEipInput>;

export const UnbindEipInput = z.object({ id: Id });
export type UnbindEipInput = z.input<typeof UnbindEipInput>;

export const UpdateEipInput = z.object({
  id: Id,
  bandwidthMbps: Bandwidth.optional(),
  externalAddress: Ipv4.nullable().optional(),
});
export type UpdateEipInput = z.input<typeof UpdateEipInput>;

/** `unbind` takes it from its load balancer first; without it a bound EIP is refused. */
export const DeleteEipInput = z.object({ id: Id, unbind: z.boolean().default(false) });
export type DeleteEipInput = z.input<typeof DeleteEipInput>;

export interface EipView extends Eip {
  loadBalancerName: string | null;
}

export interface SubnetView extends Subnet {
  vpcName: string;
  vpcCidr: string;
  /** Addresses that are given to load balancers. */
  usedAddresses: number;
}

/** First free address of a subnet; network, gateway (first) and broadcast addresses are never given. */
export function allocateAddress(cidr: Cidr, used: ReadonlySet<string>): string | null {
  const [low, high] = usableRange(cidr);
  for (let value = low; value <= high; value++) {
    const address = numberToIpv4(value);
    if (!used.has(address)) return address;
  }
  return null;
}

/** Rule broken by an address typed for a subnet (LB-06), or null. */
export function checkSubnetAddress(cidrText: string, address: string, used: ReadonlySet<string>): string | null {
  const cidr = parseCidr(cidrText);
  if (cidr === null || !cidrContains(cidr, address)) return rule("addressOutsideSubnet", { cidr: cidrText });
  const [low, high] = usableRange(cidr);
  if (!cidrContains({ first: low, last: high, prefix: cidr.prefix }, address)) {
    return rule("addressReserved", { first: numberToIpv4(low), last: numberToIpv4(high) });
  }
  return used.has(address) ? rule("addressInUse", { address }) : null;
}

/** A /31 or /32 gives all its addresses; larger ranges keep the first two and the last. */
function usableRange(cidr: Cidr): [number, number] {
  return cidr.prefix >= 31 ? [cidr.first, cidr.last] : [cidr.first + 2, cidr.last - 1];
}
