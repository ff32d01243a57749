import type { z } from "zod";
import type { Reader } from "@/lib/db/client";
import { settings } from "@/lib/db/schema";
import { HostAddressSettings } from "@/lib/model/network";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readSetting } from "../settings";

const key = "addMissingAddresses";

/** May the engine add addresses of load balancers that the host lacks? Off unless an administrator says so. */
export function addsMissingAddresses(tx: Reader): boolean {
  return readSetting(tx, key) === true;
}

export function updateHostAddressSettings(
  ctx: Context,
  raw: z.input<typeof HostAddressSettings>,
): z.output<typeof HostAddressSettings> {
  return audited(ctx, { event: "update host address settings", type: "hostaddress", input: raw }, () => {
    requireRole(ctx, "admin");
    const after = parse(HostAddressSettings, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = { addMissing: addsMissingAddresses(tx) };
      const value = after.addMissing;
      tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
      emitTrace(mutation, ctx, {
        event: "update host address settings",
        resource: { type: "hostaddress", id: key, name: "" },
        before,
        after,
      });
      return after;
    });
  });
}
