import type { LoadBalancerRow } from "@/lib/db/mappers";
import type { GroupChoice } from "@/lib/model/group-choice";
import type { ListenerProtocol } from "@/lib/model/listener";
import { poolProtocolFor } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { insertHealthMonitor } from "../healthmonitor/insert";
import { insertMembers } from "../member/insert";
import type { Mutation } from "../mutation";
import { insertPool } from "./insert";

interface Chosen {
  balancer: LoadBalancerRow;
  listener: { protocol: ListenerProtocol };
  choice: ReturnType<typeof GroupChoice.parse>;
}

/** Id of the group that a wizard's step chose; a new one is written with its health check and servers. */
export function insertGroupChoice(ctx: Context, mutation: Mutation, { balancer, listener, choice }: Chosen): string {
  if (choice.kind === "existing") return choice.poolId;
  if (choice.pool.protocol !== poolProtocolFor(listener.protocol)) {
    const values = { pool: choice.pool.protocol, listener: listener.protocol };
    throw invalidField("pool.pool.protocol", rule("poolProtocolMismatch", values));
  }
  const pool = insertPool(ctx, mutation, balancer, { ...choice.pool, enabled: true, tags: [] });
  const { enabled, ...monitor } = choice.healthMonitor;
  if (enabled) insertHealthMonitor(ctx, mutation, pool, { ...monitor, name: "", enabled: true, tags: [] });
  insertMembers(ctx, mutation, pool, choice.members, "pool.members");
  return pool.id;
}
