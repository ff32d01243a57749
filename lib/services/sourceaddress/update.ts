import type { z } from "zod";
import { settings } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { SourceAddresses, type SourceAddressView } from "@/lib/model/source-address";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readHostAddresses } from "./host-addresses";
import { readSourceAddresses, sourceAddressesKey, storedSourceAddresses } from "./read";

/** Sets where connections to servers come from. Every address must be one of this host's. */
export function updateSourceAddresses(ctx: Context, raw: z.input<typeof SourceAddresses>): SourceAddressView {
  return audited(ctx, { event: "update source addresses", type: "sourceaddress", input: raw }, () => {
    requireRole(ctx, "admin");
    const { addresses } = parse(SourceAddresses, raw);
    const host = readHostAddresses();
    const at = addresses.findIndex((address) => !host.has(address));
    if (at >= 0)
      throw invalidField(`addresses.${at}`, rule("notHostAddress", { addresses: host.addresses.join(", ") }));
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = storedSourceAddresses(tx);
      tx.insert(settings)
        .values({ key: sourceAddressesKey, value: addresses })
        .onConflictDoUpdate({ target: settings.key, set: { value: addresses } })
        .run();
      emitTrace(mutation, ctx, {
        event: "update source addresses",
        resource: { type: "sourceaddress", id: sourceAddressesKey, name: "" },
        before: { addresses: before },
        after: { addresses },
      });
    });
    return readSourceAddresses(ctx);
  });
}
