import type { Totals, Window } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";

const groups = ["loadBalancers", "listeners", "members", "pools", "eips"] as const;

/** Windows of every object added up since the engine began; an object that went away begins anew when it comes back. */
export class TrafficTotals {
  private readonly totals = Object.fromEntries(groups.map((group) => [group, new Map()])) as Record<
    (typeof groups)[number],
    Map<string, number[]>
  >;

  add(window: Window): void {
    for (const group of groups) {
      const totals = this.totals[group];
      for (const [id, values] of Object.entries(window[group])) {
        const total = totals.get(id);
        if (total === undefined) totals.set(id, values.slice());
        else for (let at = 0; at < values.length; at++) total[at] = (total[at] ?? 0) + (values[at] ?? 0);
      }
    }
  }

  /** Forgets what is not in the snapshot; the last window of it may come once more, until the next snapshot. */
  sync({ loadBalancers, listeners, pools }: Snapshot): void {
    const ids = (objects: readonly { id: string }[]) => new Set(objects.map(({ id }) => id));
    const members = pools.flatMap((pool) => pool.members);
    const eips = loadBalancers.flatMap((balancer) => balancer.addresses);
    const known = {
      loadBalancers: ids(loadBalancers),
      listeners: ids(listeners),
      pools: ids(pools),
      members: ids(members),
      eips: ids(eips),
    };
    for (const group of groups) {
      for (const id of this.totals[group].keys()) if (!known[group].has(id)) this.totals[group].delete(id);
    }
  }

  read(): Omit<Totals, "startedAt"> {
    const { loadBalancers, listeners, members, pools, eips } = this.totals;
    return {
      loadBalancers: Object.fromEntries(loadBalancers),
      listeners: Object.fromEntries(listeners),
      members: Object.fromEntries(members),
      pools: Object.fromEntries(pools),
      eips: Object.fromEntries(eips),
    };
  }
}
