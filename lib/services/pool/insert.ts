import { randomUUID } from "node:crypto";
import type { LoadBalancerRow, PoolRow } from "@/lib/db/mappers";
import { toPool } from "@/lib/db/mappers";
import { pools } from "@/lib/db/schema";
import type { Pool } from "@/lib/model/pool";
import { generateName } from "@/lib/model/text";
import type { Context } from "../context";
import { emitTrace, type Mutation } from "../mutation";
import { touchLoadBalancer } from "../touch";

type NewPool = Omit<Pool, "id" | "loadBalancerId" | "createdAt" | "updatedAt">;

/** Writes a group inside a transaction. */
export function insertPool(ctx: Context, mutation: Mutation, balancer: LoadBalancerRow, input: NewPool): PoolRow {
  const row: PoolRow = {
    id: randomUUID(),
    loadBalancerId: balancer.id,
    name: input.name,
    description: input.description,
    protocol: input.protocol,
    algorithm: input.algorithm,
    persistence: input.persistence,
    passiveEjection: input.passiveEjection,
    slowStartS: input.slowStartS,
    failOpen: input.failOpen,
    proxyProtocol: input.proxyProtocol,
    enabled: input.enabled,
    tags: input.tags,
    createdAt: mutation.at,
    updatedAt: null,
    generation: mutation.generation,
  };
  if (row.name === "" && ctx.source !== "ApiCall") row.name = generateName("server_group");
  mutation.tx.insert(pools).values(row).run();
  touchLoadBalancer(mutation, balancer.id);
  emitTrace(mutation, ctx, {
    event: "create backend member group",
    resource: { type: "pool", id: row.id, name: row.name },
    projectId: balancer.projectId,
    after: toPool(row),
  });
  return row;
}
