import { servers } from "@/lib/db/schema";
import type { Server } from "@/lib/model/server";
import type { Context } from "../context";

/** The inventory from which groups tick servers (BS-06). */
export function listServers(ctx: Context): Server[] {
  return ctx.db.select().from(servers).orderBy(servers.name, servers.id).all();
}
