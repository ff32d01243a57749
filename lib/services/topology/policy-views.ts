import { type ListenerRow, toL7Policy } from "@/lib/db/mappers";
import type { L7PolicyView } from "@/lib/model/l7policy";
import { effectiveOrder } from "@/lib/model/l7policy-order";
import type { EngineView } from "../engine-view";
import type { Topology } from "./load";
import { configurationOf } from "./state";

/** Policies of a listener in their effective order (K-26). */
export function l7PolicyViews(engine: EngineView, topology: Topology, listener: ListenerRow): L7PolicyView[] {
  const policies = (topology.policiesOf.get(listener.id) ?? []).map((row) => ({
    row,
    ...row,
    rules: topology.rulesOf.get(row.id) ?? [],
  }));
  let asked = 0;
  return effectiveOrder(policies, listener.policyOrder).map(({ row, rules }) => {
    const isAsked = row.enabled && row.action !== "REDIRECT_TO_LISTENER";
    if (isAsked) asked += 1;
    const target = row.redirectListenerId === null ? undefined : topology.listeners.get(row.redirectListenerId);
    const pool = row.redirectPoolId === null ? undefined : topology.pools.get(row.redirectPoolId);
    return {
      ...toL7Policy(row),
      projectId: topology.projectOf.get(listener.loadBalancerId) ?? "",
      name: topology.nameOf(row),
      rules,
      order: isAsked ? asked : null,
      redirectListener: target === undefined ? null : { id: target.id, name: topology.nameOf(target) },
      redirectPool: pool === undefined ? null : { id: pool.id, name: topology.nameOf(pool) },
      configuration: configurationOf(engine, "l7policy", row),
    };
  });
}
