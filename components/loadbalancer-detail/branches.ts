import { isRedirect, type L7PolicyView } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";
import type { ResourceMap } from "@/lib/model/resource-map";

export interface GroupBranch {
  pool: PoolView;
  all: readonly MemberView[];
  /** Those that are drawn, trouble first where not all of them are. */
  servers: readonly MemberView[];
  hidden: number;
}

/** A forwarding policy, and the group that it sends to, where it does. */
export interface PolicyBranch {
  policy: L7PolicyView;
  group: GroupBranch | null;
}

export interface Branch {
  listener: ListenerView;
  /** In the order in which they are tried, before the default group. */
  policies: readonly PolicyBranch[];
  group: GroupBranch | null;
}

export interface Resources {
  branches: readonly Branch[];
  /** Groups that no listener uses. */
  unused: readonly GroupBranch[];
  unhealthy: number;
}

const mostServers = 12;

/** Listener → policies and default group → servers; `onlyUnhealthy` leaves what needs a look. */
export function resourcesOf(map: ResourceMap, onlyUnhealthy: boolean): Resources {
  const { listeners, policiesOf, pools, membersOf } = map;
  const groups = new Map(pools.map((pool) => [pool.id, groupOf(pool, membersOf[pool.id] ?? [], onlyUnhealthy)]));
  const groupNamed = (id: string | null) => groups.get(id ?? "") ?? null;
  const all = listeners.map(
    (listener): Branch => ({
      listener,
      policies: (policiesOf[listener.id] ?? [])
        .filter((policy) => !isRedirect(policy))
        .map((policy) => ({ policy, group: groupNamed(policy.redirectPoolId) })),
      group: groupNamed(listener.defaultPoolId),
    }),
  );
  const used = new Set(all.flatMap(({ group, policies }) => [group, ...policies.map((one) => one.group)]));
  const unused = [...groups.values()].filter((group) => !used.has(group));
  const unhealthy = pools.flatMap(({ id }) => membersOf[id] ?? []).filter(isUnhealthy).length;
  if (!onlyUnhealthy) return { branches: all, unused, unhealthy };
  const narrowed = all.map((branch) => ({
    ...branch,
    policies: branch.policies.filter(({ group }) => isTroubled(group)),
  }));
  return {
    branches: narrowed.filter(
      ({ listener, policies, group }) =>
        listener.configuration.state === "refused" || policies.length > 0 || isTroubled(group),
    ),
    unused: unused.filter(isTroubled),
    unhealthy,
  };
}

function isTroubled(group: GroupBranch | null): boolean {
  return group !== null && group.servers.length > 0;
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
