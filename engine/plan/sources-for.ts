import { isIpv4 } from "@/lib/model/address";

/**
 * The addresses of the pool that reach a member: an IPv6 member takes none, and from a loopback address the system
 * sends to loopback alone. Empty: the system chooses.
 */
export function sourcesFor(member: string, pool: readonly string[]): readonly string[] {
  if (!isIpv4(member)) return none;
  return isLoopback(member) ? pool : pool.filter((source) => !isLoopback(source));
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.");
}

const none: readonly string[] = [];
