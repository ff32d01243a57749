import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import { l7Policies, listeners, loadBalancers, pools } from "@/lib/db/schema";
import type { LoadBalancer } from "@/lib/model/loadbalancer";
import { requireDeletable, requireModifiable } from "../loadbalancer/protection";
import type { RowChange } from "./diff";

/** The switches of a load balancer hold here too: it and what is under it stay, but for the switches themselves. */
export function requireUnprotected(tx: Reader, changes: readonly RowChange[]): void {
  const guarded = new Map(
    tx
      .select()
      .from(loadBalancers)
      .all()
      .filter(({ deletionProtection, modificationProtection }) => deletionProtection || modificationProtection)
      .map((row) => [row.id, row]),
  );
  if (guarded.size === 0) return;
  for (const { entry, before, after } of changes) {
    for (const row of [before, after]) {
      const balancer = row && guarded.get(balancerOf(tx, entry.section, row) ?? "");
      if (balancer === undefined) continue;
      if (entry.section !== "loadBalancers") requireModifiable(balancer);
      else if (after === undefined) requireDeletable(balancer);
      else if (!sameButSwitches(before as unknown as LoadBalancer, after as unknown as LoadBalancer)) {
        requireModifiable(balancer);
      }
    }
  }
}

function balancerOf(tx: Reader, section: string, row: ConfigurationRow): string | undefined {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  switch (section) {
    case "loadBalancers":
      return text(row.id);
    case "listeners":
    case "pools":
    case "accessLogs":
    case "eips":
      return text(row.loadBalancerId);
    case "members":
    case "healthMonitors":
      return tx
        .select()
        .from(pools)
        .where(eq(pools.id, text(row.poolId)))
        .get()?.loadBalancerId;
    case "l7Policies":
      return tx
        .select()
        .from(listeners)
        .where(eq(listeners.id, text(row.listenerId)))
        .get()?.loadBalancerId;
    case "l7Rules":
      return tx
        .select({ id: listeners.loadBalancerId })
        .from(l7Policies)
        .innerJoin(listeners, eq(listeners.id, l7Policies.listenerId))
        .where(eq(l7Policies.id, text(row.policyId)))
        .get()?.id;
    default:
      return undefined;
  }
}

function sameButSwitches(before: LoadBalancer, after: LoadBalancer): boolean {
  const rest = ({ deletionProtection, modificationProtection, ...fields }: LoadBalancer) => {
    void deletionProtection;
    void modificationProtection;
    return JSON.stringify(fields);
  };
  return rest(before) === rest(after);
}
