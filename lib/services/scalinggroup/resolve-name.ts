import { Resolver } from "node:dns/promises";
import { MemberAddress } from "@/lib/model/address";
import { maxInstances, type ScalingGroup } from "@/lib/model/scaling-group";

/** An answer of a name server that is an instance. */
export interface ResolvedInstance {
  address: string;
  port: number | null;
}

/** Ms that one name server is waited for; it is asked twice. */
const timeoutMs = 2_000;
/** Most hosts of SRV records that are looked up. */
const maxTargets = 100;

/**
 * The addresses behind a name now, sorted and each once: its own, or those of the hosts that its SRV records of the
 * best priority name (RFC 2782), with their ports. IPv6 addresses are taken of names that have no IPv4 address. Throws a {@link ResolveError}; nothing found is one, for a
 * name that vanishes for a moment must not empty the groups.
 */
export async function resolveName(
  group: Pick<ScalingGroup, "source" | "dnsName" | "nameServers">,
): Promise<ResolvedInstance[]> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (group.nameServers.length > 0) resolver.setServers(group.nameServers);
  const found = await instancesOf(resolver, group).catch((error: unknown) => {
    throw error instanceof ResolveError ? error : new ResolveError(codeOf(error));
  });
  const distinct = new Map(found.map((instance) => [`${instance.address} ${instance.port ?? ""}`, instance]));
  if (distinct.size === 0) throw new ResolveError("ENODATA");
  if (distinct.size > maxInstances) throw new ResolveError("TOO_MANY");
  return [...distinct.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, instance]) => instance);
}

export class ResolveError extends Error {
  override readonly name = "ResolveError";
  constructor(readonly code: string) {
    super(code);
  }
}

async function instancesOf(
  resolver: Resolver,
  { source, dnsName }: Pick<ScalingGroup, "source" | "dnsName">,
): Promise<ResolvedInstance[]> {
  if (source !== "DNS_SRV") return (await addressesOf(resolver, dnsName)).map((address) => ({ address, port: null }));
  const records = await resolver.resolveSrv(dnsName);
  const best = Math.min(...records.map(({ priority }) => priority));
  const targets = records.filter(({ priority, port, name }) => priority === best && port > 0 && name !== "");
  if (targets.length > maxTargets) throw new ResolveError("TOO_MANY");
  const addresses = new Map<string, string[]>();
  for (const { name } of targets) {
    if (!addresses.has(name)) addresses.set(name, await addressesOf(resolver, name));
  }
  return targets.flatMap(({ name, port }) => (addresses.get(name) ?? []).map((address) => ({ address, port })));
}

/** A records; AAAA records where there are none: a host of both families is one instance, not two. */
async function addressesOf(resolver: Resolver, name: string): Promise<string[]> {
  try {
    return await resolver.resolve4(name);
  } catch (error) {
    if (codeOf(error) !== "ENODATA") throw error;
    return (await resolver.resolve6(name)).map((address) => MemberAddress.parse(address));
  }
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === "string" && /^[A-Z_]{1,32}$/.test(code) ? code : "FAILED";
}
