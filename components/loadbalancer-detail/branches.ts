import type { ListenerView } from "@/lib/model/listener";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";

export interface GroupBranch {
  pool: PoolView;
  all: readonly MemberView[];
  /** Those that are drawn, trouble first where not all of them are. */
  servers: readonly MemberView[];
  hidden: number;
}

export interface Branch {
  listener: ListenerView;
  group: GroupBranch | null;
}

export interface Resources {
  branches: readonly Branch[];
  /** Groups that no listener uses. */
  unused: readonly GroupBranch[];
  unhealthy: number;
}

const mostServers = 12;

export interface ResourceInput {
  listeners: readonly ListenerView[];
  pools: readonly PoolView[];
  membersOf: Readonly<Record<string, readonly MemberView[]>>;
}

/** Listener → default group → servers; `onlyUnhealthy` leaves what needs a look. */
export function resourcesOf({ listeners, pools, membersOf }: ResourceInput, onlyUnhealthy: boolean): Resources {
  const groups = new Map(pools.map((pool) => [pool.id, groupOf(pool, membersOf[pool.id] ?? [], onlyUnhealthy)]));
  const used = new Set(listeners.map(({ defaultPoolId }) => defaultPoolId));
  const branches = listeners.map((listener) => ({ listener, group: groups.get(listener.defaultPoolId ?? "") ?? null }));
  const unused = [...groups.values()].filter(({ pool }) => !used.has(pool.id));
  const unhealthy = pools.flatMap(({ id }) => membersOf[id] ?? []).filter(isUnhealthy).length;
  if (!onlyUnhealthy) return { branches, unused, unhealthy };
  const troubled = (group: GroupBranch | null) => group !== null && group.servers.length > 0;
  return {
    branches: branches.filter(({ listener, group }) => listener.configuration.state === "refused" || troubled(group)),
    unused: unused.filter(troubled),
    unhealthy,
  };
}

function isUnhealthy({ status }: MemberView): boolean {
  return status.health === "offline";
}

function groupOf(pool: PoolView, members: readonly MemberView[], onlyUnhealthy: boolean): GroupBranch {
  const wanted = onlyUnhealthy ? members.filter(isUnhealthy) : members;
  if (wanted.length <= mostServers) return { pool, all: members, servers: wanted, hidden: 0 };
  const sorted = wanted.toSorted((a, b) => Number(isUnhealthy(b)) - Number(isUnhealthy(a)));
  return { pool, all: members, servers: sorted.slice(0, mostServers), hidden: wanted.length - mostServers };
}
