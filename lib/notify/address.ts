import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { isMetadataAddress } from "@/lib/model/address";
import type { sendFailures } from "@/lib/model/alarm-target";

/** Why nothing could be sent; `code` is of {@link sendFailures} or of the system, the text what a server said. */
export class SendError extends Error {
  override readonly name = "SendError";
}

export function sendFailure(code: (typeof sendFailures)[number]): SendError {
  return new SendError(code);
}

const allowed = new Set(["unicast", "private", "uniqueLocal", "carrierGradeNat"]);

/** Whether messages may go there: not to this host, its link, a group of hosts, or a metadata service. */
export function isReachable(address: string): boolean {
  // `process` also unwraps ::ffff:127.0.0.1.
  const parsed = ipaddr.process(address);
  return allowed.has(parsed.range()) && !isMetadataAddress(address);
}

export type Lookup = (host: string) => Promise<{ address: string; family: number }[]>;

const lookupAll: Lookup = (host) => lookup(host, { all: true });

/**
 * The address that a name leads to, to be connected to as it is: a second look-up could answer another. One address
 * that is refused refuses the name. `allowLocal`: an administrator lets messages go anywhere.
 * @throws {SendError}
 */
export async function resolveTarget(host: string, allowLocal: boolean, find = lookupAll): Promise<string> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const found = ipaddr.isValid(bare) ? [{ address: bare }] : await find(bare).catch(() => []);
  const [first] = found;
  if (first === undefined) throw sendFailure("NAME_UNKNOWN");
  if (!allowLocal && !found.every(({ address }) => isReachable(address))) throw sendFailure("ADDRESS_REFUSED");
  return first.address;
}
