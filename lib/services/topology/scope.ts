import type { Context } from "../context";
import { cachedTopology } from "./cache";
import { loadTopology, type Named, type Topology } from "./load";

/** Everything that the caller may see and has chosen to see, or only what hangs under one load balancer. */
export function readScope(ctx: Context, filter: { loadBalancerId?: string } = {}): Topology {
  if (filter.loadBalancerId !== undefined) return topologyOf(ctx, [filter.loadBalancerId]);
  return { ...cachedTopology(ctx.db, ctx.actor.projectId ?? ctx.shownProjectId), nameOf: namesFor(ctx) };
}

/** Load balancers with everything under them, named for whoever asks. */
export function topologyOf(ctx: Context, ids: readonly string[]): Topology {
  return { ...loadTopology(ctx.db, ids), nameOf: namesFor(ctx) };
}

/** The API allows objects without a name; screens show the beginning of their id instead. */
function namesFor(ctx: Context): (object: Named) => string {
  if (ctx.source !== "ConsoleAction") return ({ name }) => name;
  return ({ id, name }) => (name === "" ? id.slice(0, 8) : name);
}
