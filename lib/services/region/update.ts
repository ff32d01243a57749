import { inArray } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { loadBalancers, servers, settings } from "@/lib/db/schema";
import { Region } from "@/lib/model/project";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readRegionAndZones } from "./read";

/** Names the region and its zones. What exists keeps its region and, of servers, its zone. */
export function updateRegion(ctx: Context, raw: Region): Region {
  return audited(ctx, { event: "update region", type: "region", input: raw }, () => {
    requireRole(ctx, "admin");
    const after = parse(Region, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = readRegionAndZones(ctx);
      if (after.region !== before.region) requireNothingInRegion(tx);
      requireUnusedZones(
        tx,
        before.zones.filter((zone) => !after.zones.includes(zone)),
      );
      for (const [key, value] of Object.entries(after)) {
        tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
      }
      emitTrace(mutation, ctx, {
        event: "update region",
        resource: { type: "region", id: after.region, name: after.region },
        before,
        after,
      });
      return after;
    });
  });
}

function requireNothingInRegion(tx: Reader): void {
  const row = tx.select().from(loadBalancers).limit(1).get();
  if (row !== undefined) throw invalidField("region", rule("regionInUse", { name: row.name }));
}

function requireUnusedZones(tx: Reader, gone: readonly string[]): void {
  const user = tx
    .select()
    .from(servers)
    .where(inArray(servers.zone, [...gone]))
    .limit(1)
    .get();
  if (user !== undefined) throw invalidField("zones", rule("zoneInUse", { zone: user.zone, name: user.name }));
}
