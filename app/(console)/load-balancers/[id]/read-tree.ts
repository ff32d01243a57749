import { readListenersAction } from "@/lib/actions/listener";
import { readMembersAction } from "@/lib/actions/member";
import { readPoolsAction } from "@/lib/actions/pool";
import type { ActionResult } from "@/lib/actions/result";
import type { ListenerView } from "@/lib/model/listener";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";

export interface Tree {
  listeners: ListenerView[];
  pools: PoolView[];
  membersOf: Record<string, MemberView[]>;
}

/** Everything under a load balancer; a group that is deleted while it is read has no servers. */
export async function readTree(loadBalancerId: string): Promise<ActionResult<Tree>> {
  const listeners = await readListenersAction({ loadBalancerId });
  if (!listeners.ok) return listeners;
  const pools = await readPoolsAction({ loadBalancerId });
  if (!pools.ok) return pools;
  const membersOf: Tree["membersOf"] = {};
  for (const { id } of pools.data) {
    const members = await readMembersAction(id);
    if (members.ok) membersOf[id] = members.data;
    else if (members.error.code !== "notFound") return members;
  }
  return { ok: true, data: { listeners: listeners.data, pools: pools.data, membersOf } };
}
