import type { HealthMonitorSpec, PoolSpec, Snapshot } from "@/lib/wire/snapshot";
import type { Plan, PoolPlan } from "@/engine/plan/plan";
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

interface Known {
  readonly spec: PoolSpec;
  readonly sources: string;
  readonly targets: readonly CheckTarget[];
}

/** The targets of a group, for as long as its plan is the same object. */
const known = new WeakMap<PoolPlan, Known>();

/** The members of a plan as the checker sees them; those of a group that did not change are the same objects. */
export function checkTargets({ pools, sourceAddresses }: Snapshot, plan: Plan): CheckTarget[] {
  const sources = sourceAddresses.join();
  return pools.flatMap((spec) => {
    const pool = plan.pools.get(spec.id);
    if (pool === undefined) return [];
    const before = known.get(pool);
    if (before?.spec === spec && before.sources === sources) return before.targets;
    const targets = targetsOf(spec, pool, sourceAddresses);
    known.set(pool, { spec, sources, targets });
    return targets;
  });
}

function targetsOf(spec: PoolSpec, pool: PoolPlan, sourceAddresses: readonly string[]): CheckTarget[] {
  const planned = new Map(pool.members.map((member) => [member.id, member]));
  return spec.members.flatMap((member) => {
    const plan = planned.get(member.id);
    if (plan === undefined) return [];
    const address = member.monitorAddress ?? member.address;
    return {
      memberId: member.id,
      slot: plan.slot,
      place: plan.key,
      address,
      port: member.monitorPort ?? pool.healthMonitor?.port ?? member.port,
      enabled: member.enabled,
      weight: member.weight,
      isDraining: member.drainUntil !== null,
      proxyProtocol: pool.proxyProtocol,
      monitor: pool.healthMonitor,
      sources: sourcesFor(address, sourceAddresses),
    };
  });
}
