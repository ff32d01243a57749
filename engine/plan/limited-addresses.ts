import type { Snapshot } from "@/lib/wire/snapshot";

/** Ids of the addresses that have a bandwidth, and so a row of their own. */
export function limitedAddresses(snapshot: Snapshot): string[] {
  return snapshot.loadBalancers.flatMap(({ addresses }) =>
    addresses.filter(({ id, bandwidthMbps }) => id !== "" && bandwidthMbps !== null).map(({ id }) => id),
  );
}
