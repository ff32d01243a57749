import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isMetadataAddress } from "@/lib/model/address";

type Lookup = (name: string) => Promise<{ address: string }[]>;

const lookupAll: Lookup = (name) => lookup(name, { all: true });

/**
 * A name that leads to a metadata service is not followed. An address that was typed is the word of whoever typed it,
 * which was judged then.
 * @throws {Error} with the reason as its message.
 */
export async function refuseMetadataName(host: string, find = lookupAll): Promise<void> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) !== 0) return;
  const found = await find(bare);
  if (found.some(({ address }) => isMetadataAddress(address))) throw new Error(`${bare} leads to a metadata service`);
}
