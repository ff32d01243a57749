import { networkInterfaces } from "node:os";
import { hostAddressesOf } from "@/lib/model/host";

interface HostAddresses {
  /** IPv4, those of the loopback last. */
  addresses: string[];
  /** May a socket of this host be bound to it? The whole of the loopback's range may. */
  has(address: string): boolean;
}

export function readHostAddresses(): HostAddresses {
  const host = hostAddressesOf(networkInterfaces());
  const sorted = host.addresses.toSorted((a, b) => Number(a.isLoopback) - Number(b.isLoopback));
  return { addresses: [...new Set(sorted.map(({ address }) => address))], has: (address) => host.has(address) };
}
