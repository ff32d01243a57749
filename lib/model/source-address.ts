import * as z from "zod";
import { Ipv4 } from "./address";
import { rule } from "./rule";

/** Addresses of this host that connections and probes to servers come from, in turn; none: the system chooses (BS-05). */
export const SourceAddresses = z.object({
  addresses: z
    .array(z.string().trim().pipe(Ipv4))
    .max(16, { error: rule("tooMany", { max: 16 }) })
    .transform((addresses) => [...new Set(addresses)]),
});
export type SourceAddresses = z.output<typeof SourceAddresses>;

export interface SourceAddressView extends SourceAddresses {
  /** IPv4 addresses that the host has now, those of other networks than its loopback first. */
  hostAddresses: string[];
  /** Those of `addresses` that the host has no more: connections from them fail. */
  missing: string[];
}

/** Where connections to servers may come from: what is set, or what the system can choose from for servers elsewhere. */
export function sourcesOf({ addresses, hostAddresses }: SourceAddressView): readonly string[] {
  if (addresses.length > 0) return addresses;
  const outside = hostAddresses.filter((address) => !address.startsWith("127."));
  return outside.length > 0 ? outside : hostAddresses;
}
