import type { Context } from "../context";
import { readSetting } from "../settings";

/** Label of this installation's region; what is created keeps it. */
export function readRegion(ctx: Context): string {
  const region = readSetting(ctx.db, "region");
  return typeof region === "string" ? region : "";
}
