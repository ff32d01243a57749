import type { L7PolicyView } from "@/lib/model/l7policy";
import type { Context } from "../context";
import { findL7Policy, findListener } from "../find";
import { readScope, topologyOf } from "../topology/scope";
import { l7PolicyViews } from "../topology/policy-views";

/** Policies of one listener, or of all that the caller may see, by listener in their effective order. */
export function listL7Policies(ctx: Context, filter: { listenerId?: string } = {}): L7PolicyView[] {
  const { listenerId } = filter;
  if (listenerId !== undefined) {
    const { row } = findListener(ctx, ctx.db, listenerId);
    return l7PolicyViews(ctx.engine, topologyOf(ctx, [row.loadBalancerId]), row);
  }
  const topology = readScope(ctx);
  return [...topology.listenersOf.values()].flat().flatMap((row) => l7PolicyViews(ctx.engine, topology, row));
}

export function getL7Policy(ctx: Context, id: string): L7PolicyView {
  const { listener } = findL7Policy(ctx, ctx.db, id);
  const view = listL7Policies(ctx, { listenerId: listener.id }).find((each) => each.id === id);
  if (view === undefined) throw new Error(`policy ${id} is not among its listener's`);
  return view;
}
