import type { HealthMonitorSpec, Snapshot } from "@/lib/wire/snapshot";
import type { Plan } from "@/engine/plan/plan";
import { sourcesFor } from "@/engine/plan/sources-for";

/** What the checker knows of one member's configuration. */
export interface CheckTarget {
  readonly memberId: string;
  /** Row in shared memory. */
  readonly slot: number;
  /** Where requests go: another place is another server, whose health is not known. */
  readonly place: string;
  /** Where probes go (HC-04: the member's own address and port unless said otherwise). */
  readonly address: string;
  readonly port: number;
  readonly enabled: boolean;
  readonly weight: number;
  readonly isDraining: boolean;
  /** PROXY protocol that the member expects at the beginning of what is said to it. */
  readonly proxyProtocol: "v1" | "v2" | null;
  /** Null: not checked (HC-11). */
  readonly monitor: HealthMonitorSpec | null;
  /** Addresses of this host that probes come from, in turn; empty: the system chooses. */
  readonly sources: readonly string[];
}

/** The members of a plan as the checker sees them. */
export function checkTargets(snapshot: Snapshot, plan: Plan): CheckTarget[] {
  const targets: CheckTarget[] = [];
  for (const spec of snapshot.pools) {
    const pool = plan.pools.get(spec.id);
    if (pool === undefined) continue;
    for (const member of spec.members) {
      const planned = plan.members.get(member.id);
      if (planned === undefined || planned.poolId !== spec.id) continue;
      const address = member.monitorAddress ?? member.address;
      targets.push({
        memberId: member.id,
        slot: planned.slot,
        place: planned.key,
        address,
        port: member.monitorPort ?? pool.healthMonitor?.port ?? member.port,
        enabled: member.enabled,
        weight: member.weight,
        isDraining: member.drainUntil !== null,
        proxyProtocol: pool.proxyProtocol,
        monitor: pool.healthMonitor,
        sources: sourcesFor(address, snapshot.sourceAddresses),
      });
    }
  }
  return targets;
}
