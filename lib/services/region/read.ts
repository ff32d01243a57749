import type { Region } from "@/lib/model/project";
import type { Context } from "../context";
import { readSetting } from "../settings";

/** Label of this installation's region; what is created keeps it. */
export function readRegion(ctx: Context): string {
  const region = readSetting(ctx.db, "region");
  return typeof region === "string" ? region : "";
}

/** The same with the labels of its availability zones. */
export function readRegionAndZones(ctx: Context): Region {
  const zones = readSetting(ctx.db, "zones");
  return {
    region: readRegion(ctx),
    zones: Array.isArray(zones) ? zones.filter((zone) => typeof zone === "string") : [],
  };
}
