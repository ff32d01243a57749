import { type Cidr, cidrContains, ipv4ToNumber, isIpv4, parseCidr } from "./address";

/** As `os.networkInterfaces()` tells them. */
export type Interfaces = Record<
  string,
  readonly { family: string; address: string; cidr: string | null; internal: boolean }[] | undefined
>;

export interface OwnAddress {
  /** Of the interface: `eth0`. */
  device: string;
  address: string;
  /** With the interface's prefix length. */
  cidr: string;
  /** Every address of the range is the host's own. */
  isLoopback: boolean;
}

/** IPv4 addresses of a host, and whether a socket may be bound to one: the whole of the loopback's range may. */
export function hostAddressesOf(interfaces: Interfaces): {
  addresses: OwnAddress[];
  has: (address: string) => boolean;
} {
  const addresses = Object.entries(interfaces).flatMap(([device, entries = []]) =>
    entries
      .filter(({ family }) => family === "IPv4")
      .map(({ address, cidr, internal }) => ({ device, address, cidr: cidr ?? `${address}/32`, isLoopback: internal })),
  );
  const own = new Set(addresses.map(({ address }) => address));
  const loopbacks = addresses.filter(({ isLoopback }) => isLoopback).flatMap(({ cidr }) => parseCidr(cidr) ?? []);
  return { addresses, has: (address) => own.has(address) || loopbacks.some((range) => cidrContains(range, address)) };
}

/** Interface for a new address: the one whose network it is of, else the first that is no loopback, else the loopback. */
export function deviceFor(address: string, host: readonly Omit<OwnAddress, "address">[]): string {
  const outside = host.filter(({ isLoopback }) => !isLoopback);
  const near = outside.find(({ cidr }) => {
    const range: Cidr | null = parseCidr(cidr);
    return range !== null && cidrContains(range, address);
  });
  return (near ?? outside[0])?.device ?? "lo";
}

/** May one host have this address? Not 0.0.0.0/8, multicast, reserved or broadcast ones. */
export function isServable(address: string): boolean {
  if (!isIpv4(address)) return false;
  const first = ipv4ToNumber(address) >>> 24;
  return first > 0 && first < 224;
}
