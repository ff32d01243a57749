import { type LookupAddress, lookup } from "node:dns";
import { lookup as lookupName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isMetadataAddress } from "@/lib/model/address";

export type Resolver = (name: string) => Promise<LookupAddress[]>;

const system: Resolver = (name) => lookupName(name, { all: true });

/**
 * Resolves a host once and gives what a socket is to ask instead of the system: the addresses that were checked, since a
 * second answer could lead elsewhere. A name that leads to a metadata service is not followed. An address that was typed
 * is the word of whoever typed it, which was judged then.
 * @throws {Error} with the reason as its message.
 */
export async function checkedLookup(host: string, find = system): Promise<LookupFunction> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  // Sockets ask for nothing where they are given an address.
  if (isIP(bare) !== 0) return lookup;
  const found = await find(bare);
  if (found.some(({ address }) => isMetadataAddress(address))) throw new Error(`${bare} leads to a metadata service`);
  const [first] = found;
  if (first === undefined) throw new Error("ENOTFOUND");
  return (_host, { all }, done) => (all === true ? done(null, found) : done(null, first.address, first.family));
}
