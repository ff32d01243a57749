import type { Reader } from "@/lib/db/client";
import { isIpv4 } from "@/lib/model/address";
import type { SourceAddressView } from "@/lib/model/source-address";
import type { Context } from "../context";
import { readSetting } from "../settings";
import { readHostAddresses } from "./host-addresses";

export const sourceAddressesKey = "sourceAddresses";

/** As they are set; none: the system chooses. */
export function storedSourceAddresses(tx: Reader): string[] {
  const value = readSetting(tx, sourceAddressesKey);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string" && isIpv4(entry)) : [];
}

/** Where connections to servers come from, and what the host has to offer. */
export function readSourceAddresses(ctx: Context): SourceAddressView {
  const addresses = storedSourceAddresses(ctx.db);
  const host = readHostAddresses();
  return {
    addresses,
    hostAddresses: host.addresses,
    missing: addresses.filter((address) => !host.has(address)),
  };
}
