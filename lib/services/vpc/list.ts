import { vpcs } from "@/lib/db/schema";
import type { Vpc } from "@/lib/model/network";
import type { Context } from "../context";

/** All VPCs: networks are the installation's, not a project's. */
export function listVpcs(ctx: Context): Vpc[] {
  return ctx.db.select().from(vpcs).orderBy(vpcs.createdAt, vpcs.id).all();
}
