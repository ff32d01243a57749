import { demoServers } from "@/lib/db/schema";
import type { Context } from "../context";

/** Id of the sample load balancer, or null when there is none. */
export function findSample(ctx: Context): string | null {
  return ctx.db.select().from(demoServers).get()?.loadBalancerId ?? null;
}
