import type { PoolView } from "@/lib/model/pool";
import type { Context } from "../context";
import { findPool } from "../find";
import { topologyOf } from "../topology/scope";
import { poolView } from "../topology/views";

export function getPool(ctx: Context, id: string): PoolView {
  const { row } = findPool(ctx, ctx.db, id);
  return poolView(ctx.engine, topologyOf(ctx, [row.loadBalancerId]), row);
}
