import { networkInterfaces } from "node:os";
import { cidrContains, parseCidr } from "@/lib/model/address";

interface HostAddresses {
  /** IPv4, those of the loopback last. */
  addresses: string[];
  /** May a socket of this host be bound to it? The whole of the loopback's range may. */
  has(address: string): boolean;
}

export function readHostAddresses(): HostAddresses {
  const found = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family }) => family === "IPv4")
    .toSorted((a, b) => Number(a.internal) - Number(b.internal));
  const addresses = [...new Set(found.map(({ address }) => address))];
  const loopbacks = found.flatMap(({ internal, cidr }) => (internal && cidr !== null ? (parseCidr(cidr) ?? []) : []));
  return {
    addresses,
    has: (address) => addresses.includes(address) || loopbacks.some((cidr) => cidrContains(cidr, address)),
  };
}
