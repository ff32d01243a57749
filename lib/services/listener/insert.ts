import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { LoadBalancerRow } from "@/lib/db/mappers";
import { listeners, pools } from "@/lib/db/schema";
import {
  availableListenerProtocols,
  type CreateListenerInput,
  type Listener,
  type ListenerProtocol,
  portsConflict,
} from "@/lib/model/listener";
import { poolProtocolFor } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { generateName } from "@/lib/model/text";
import type { Context } from "../context";
import { invalidField, ServiceError } from "../errors";
import { emitTrace, type Mutation } from "../mutation";
import { requireQuota } from "../quota";
import { touchLoadBalancer, touchPool } from "../touch";
import { requireUsableTls } from "./tls";

type ParsedListener = ReturnType<typeof CreateListenerInput.parse>;

/** Writes a listener inside a transaction. `at` is where its fields stand in the caller's input. */
export function insertListener(
  ctx: Context,
  mutation: Mutation,
  balancer: LoadBalancerRow,
  input: ParsedListener,
  at = "",
): Listener {
  const { tx, generation } = mutation;
  requireAvailableProtocol(input.protocol, at);
  requireQuota(tx, balancer.projectId, "listener");
  requireFreePort(mutation, input, at);
  if (input.tls !== null) requireUsableTls(ctx, tx, input.tls, balancer.projectId, at);
  if (input.defaultPoolId !== null) requireFittingPool(mutation, input, input.defaultPoolId, at);
  const listener: Listener = { ...input, id: randomUUID(), createdAt: mutation.at, updatedAt: null, generation };
  if (listener.name === "" && ctx.source !== "ApiCall") listener.name = generateName("listener");
  tx.insert(listeners).values(listener).run();
  if (listener.defaultPoolId === null) touchLoadBalancer(mutation, balancer.id);
  else touchPool(mutation, { id: listener.defaultPoolId, loadBalancerId: balancer.id });
  tx.update(listeners).set({ updatedAt: null }).where(eq(listeners.id, listener.id)).run();
  emitTrace(mutation, ctx, {
    event: "create listener",
    resource: { type: "listener", id: listener.id, name: listener.name },
    projectId: balancer.projectId,
    after: listener,
  });
  return listener;
}

export function requireAvailableProtocol(protocol: ListenerProtocol, at: string): void {
  if (!availableListenerProtocols.includes(protocol)) {
    throw invalidField(`${at}protocol`, rule("protocolNotAvailable", { protocol }));
  }
}

/** LS-03: only UDP shares a port, and with every other protocol. */
export function requireFreePort(
  { tx }: Pick<Mutation, "tx">,
  input: Pick<Listener, "loadBalancerId" | "protocol" | "port"> & { id?: string },
  at: string,
): void {
  const others = tx.select().from(listeners).where(eq(listeners.loadBalancerId, input.loadBalancerId)).all();
  const other = others.find((row) => row.id !== input.id && portsConflict(row, input));
  if (other === undefined) return;
  const key = other.protocol === input.protocol ? "portInUse" : "portInUseByOther";
  const broken = rule(key, { protocol: other.protocol, port: other.port, name: other.name });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: `${at}port`, rule: broken }] });
}

/** LS-11: the group must be one of the same load balancer and speak the listener's protocol. */
export function requireFittingPool(
  { tx }: Pick<Mutation, "tx">,
  listener: { loadBalancerId: string; protocol: ListenerProtocol },
  poolId: string,
  at = "",
): void {
  const pool = tx.select().from(pools).where(eq(pools.id, poolId)).get();
  const path = `${at}defaultPoolId`;
  if (pool === undefined) throw invalidField(path, rule("unknownReference", { type: "pool", id: poolId }));
  if (pool.loadBalancerId !== listener.loadBalancerId) throw invalidField(path, rule("poolOfOtherLoadBalancer"));
  if (pool.protocol !== poolProtocolFor(listener.protocol)) {
    throw invalidField(path, rule("poolProtocolMismatch", { pool: pool.protocol, listener: listener.protocol }));
  }
}
