import * as z from "zod";
import { type Cidr, cidrContains, cidrsOverlap, Ipv4, NetworkCidr, numberToIpv4, parseCidr } from "./address";
import { deviceFor, type OwnAddress } from "./host";
import { rule } from "./rule";
import { Description, Id, integer, Name } from "./text";

/** A network: an address range whose sources a private load balancer answers (LB-02). */
export const Vpc = z.object({ id: Id, name: Name, cidr: z.string(), description: Description, createdAt: z.number() });
export type Vpc = z.infer<typeof Vpc>;

export const CreateVpcInput = z.object({ name: Name, cidr: NetworkCidr, description: Description.default("") });
export type CreateVpcInput = z.input<typeof CreateVpcInput>;

/** Its range stays: load balancers answer by it. */
export const UpdateVpcInput = z.object({ id: Id, name: Name.optional(), description: Description.optional() });
export type UpdateVpcInput = z.input<typeof UpdateVpcInput>;

export interface VpcView extends Vpc {
  subnets: number;
  loadBalancers: number;
}

/** Part of a VPC from which private addresses are given. */
export const Subnet = z.object({ id: Id, vpcId: Id, name: Name, cidr: z.string(), createdAt: z.number() });
export type Subnet = z.infer<typeof Subnet>;

export const CreateSubnetInput = z.object({ vpcId: Id, name: Name, cidr: NetworkCidr });
export type CreateSubnetInput = z.input<typeof CreateSubnetInput>;

/** Its range stays: addresses were given out of it. */
export const UpdateSubnetInput = z.object({ id: Id, name: Name });
export type UpdateSubnetInput = z.input<typeof UpdateSubnetInput>;

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
  projectName: string;
  /** No interface of the host has the address: nothing can listen on it. */
  isMissing: boolean;
}

/** A range whose addresses are given as EIPs. */
export const EipPool = z.object({ id: Id, cidr: z.string(), createdAt: z.number() });
export type EipPool = z.infer<typeof EipPool>;

/** `unchecked` takes a range too of which no interface of the host has an address: it may be routed here. */
export const CreateEipPoolInput = z.object({ cidr: NetworkCidr, unchecked: z.boolean().default(false) });
export type CreateEipPoolInput = z.input<typeof CreateEipPoolInput>;

export interface EipPoolView extends EipPool {
  usedAddresses: number;
  /** Addresses that can be given. */
  size: number;
}

/** An IPv4 address of an interface of the host. */
export interface HostAddress extends OwnAddress {
  /** What has it already; null: it can be taken over. */
  usedBy: "eipPool" | "subnet" | "loadBalancer" | null;
}

/** `subnet`: a subnet of this one address, in a VPC of its interface's network. */
export const ImportHostAddressInput = z.object({ address: Ipv4, as: z.enum(["eipPool", "subnet"]) });
export type ImportHostAddressInput = z.input<typeof ImportHostAddressInput>;

/** `addMissing`: the engine adds addresses of load balancers that the host lacks, and takes them back with these. */
export const HostAddressSettings = z.object({ addMissing: z.boolean() });
export type HostAddressSettings = z.output<typeof HostAddressSettings>;

/** Has the host any address of `cidr`? */
export function isHostRange(host: readonly HostAddress[], cidr: Cidr): boolean {
  return host.some((own) => {
    const range = own.isLoopback ? parseCidr(own.cidr) : parseCidr(own.address);
    return range !== null && cidrsOverlap(range, cidr);
  });
}

/** What gives the host an address: for an administrator's terminal. */
export function addAddressCommand(address: string, host: readonly OwnAddress[]): string {
  return `sudo ip addr add ${address}/32 dev ${deviceFor(address, host)}`;
}

export interface SubnetView extends Subnet {
  vpcName: string;
  vpcCidr: string;
  /** Addresses that are given to load balancers. */
  usedAddresses: number;
  /** Addresses that can be given. */
  size: number;
}

/** How many addresses of a range can be given. */
export function usableAddresses(cidrText: string): number {
  const cidr = parseCidr(cidrText);
  if (cidr === null) return 0;
  const [low, high] = usableRange(cidr);
  return high - low + 1;
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
