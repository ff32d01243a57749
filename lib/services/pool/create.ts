import { eq } from "drizzle-orm";
import { toPool } from "@/lib/db/mappers";
import { listeners } from "@/lib/db/schema";
import { CreatePoolInput, type Pool } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findListener, findLoadBalancer } from "../find";
import { requireFittingPool } from "../listener/insert";
import { insertHealthMonitor } from "../healthmonitor/insert";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPool } from "../touch";
import { insertPool } from "./insert";

/** Creates a group; with `listenerId` it becomes that listener's default group. */
export function createPool(ctx: Context, raw: CreatePoolInput): Pool {
  return audited(ctx, { event: "create backend member group", type: "pool", input: raw }, () => {
    requireRole(ctx, "operator");
    const { loadBalancerId, listenerId, healthMonitor, ...fields } = parse(CreatePoolInput, raw);
    return withTransaction(ctx, (mutation) => {
      const listener = listenerId === undefined ? undefined : freeListener(ctx, mutation, listenerId);
      const balancer = findLoadBalancer(ctx, mutation.tx, loadBalancerId ?? listener?.loadBalancerId ?? "");
      const pool = insertPool(ctx, mutation, balancer, fields);
      if (listener !== undefined) {
        requireFittingPool(mutation, listener, pool.id);
        mutation.tx.update(listeners).set({ defaultPoolId: pool.id }).where(eq(listeners.id, listener.id)).run();
        touchPool(mutation, pool);
      }
      if (healthMonitor !== undefined) insertHealthMonitor(ctx, mutation, pool, healthMonitor);
      return toPool({ ...pool, updatedAt: null });
    });
  });
}

function freeListener(ctx: Context, { tx }: Mutation, id: string) {
  const { row } = findListener(ctx, tx, id);
  if (row.defaultPoolId !== null) throw new ServiceError("conflict", { rule: rule("listenerHasPool") });
  return row;
}
