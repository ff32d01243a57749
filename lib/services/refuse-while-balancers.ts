import type { SQL } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { loadBalancers } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import type { Context } from "./context";
import { ServiceError } from "./errors";

/** A network stays while load balancers are in it; those of other projects count, but are not named. */
export function refuseWhileBalancers(ctx: Context, tx: Reader, where: SQL, key: "vpcInUse" | "subnetInUse"): void {
  const rows = tx.select().from(loadBalancers).where(where).orderBy(loadBalancers.name, loadBalancers.id).all();
  if (rows.length === 0) return;
  const { projectId } = ctx.actor;
  throw new ServiceError("inUse", {
    rule: rule(key, { count: rows.length }),
    remains: rows
      .filter((row) => projectId === null || row.projectId === projectId)
      .map(({ id, name }) => ({ type: "loadbalancer", id, name })),
  });
}
