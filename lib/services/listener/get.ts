import type { ListenerView } from "@/lib/model/listener";
import type { Context } from "../context";
import { findListener } from "../find";
import { topologyOf } from "../topology/scope";
import { listenerView } from "../topology/views";

export function getListener(ctx: Context, id: string): ListenerView {
  const { row } = findListener(ctx, ctx.db, id);
  return listenerView(ctx.engine, topologyOf(ctx, [row.loadBalancerId]), row);
}
