import * as z from "zod";
import { settings } from "@/lib/db/schema";
import type { Reader } from "@/lib/db/client";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readSetting } from "../settings";

const key = "alarmTargetsMayBeLocal";

/** Whether messages may go to this host, its link and metadata services; at first they may not. */
export function mayBeLocal(tx: Reader): boolean {
  return readSetting(tx, key) === true;
}

/** An administrator's decision: whoever makes targets can then reach what listens on this host alone. */
export function setMayBeLocal(ctx: Context, raw: boolean): void {
  audited(ctx, { event: "update alarm settings", type: "alarmsettings", input: { mayBeLocal: raw } }, () => {
    requireRole(ctx, "admin");
    const value = parse(z.boolean(), raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = mayBeLocal(tx);
      tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
      emitTrace(mutation, ctx, {
        event: "update alarm settings",
        resource: { type: "alarmsettings", id: key, name: key },
        before: { mayBeLocal: before },
        after: { mayBeLocal: value },
      });
    });
  });
}
