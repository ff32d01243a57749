import { randomInt, randomUUID } from "node:crypto";
import { demoServers, subnets } from "@/lib/db/schema";
import { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { CreateLoadBalancerInput, type LoadBalancer } from "@/lib/model/loadbalancer";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { insertListenerChain } from "../listener/create-chain";
import { insertLoadBalancer } from "../loadbalancer/create";
import { audited, type Mutation, withTransaction } from "../mutation";

/** Two hosts of 127.0.0.0/8, so that the servers are told apart by address. */
const places = [
  { name: "demo-1", address: "127.0.0.2" },
  { name: "demo-2", address: "127.0.0.3" },
] as const;

/** Builds a whole chain to two small servers that the engine runs itself; see {@link removeSample}. */
export function createSample(ctx: Context, port = 8080): LoadBalancer {
  return audited(ctx, { event: "create loadbalancer", type: "loadbalancer", input: { name: "sample" } }, () => {
    requireRole(ctx, "operator");
    return withTransaction(ctx, (mutation) => insertSample(ctx, mutation, port));
  });
}

function insertSample(ctx: Context, mutation: Mutation, port: number): LoadBalancer {
  const { tx } = mutation;
  if (tx.select().from(demoServers).get() !== undefined) {
    throw new ServiceError("conflict", { rule: rule("sampleExists") });
  }
  const subnet = tx.select().from(subnets).orderBy(subnets.createdAt, subnets.id).get();
  const balancer = insertLoadBalancer(
    ctx,
    mutation,
    CreateLoadBalancerInput.parse({ name: "sample", subnetId: subnet?.id ?? "" }),
  );
  // Below the ports that systems give to outgoing connections; the engine reports one that is taken after all.
  const firstPort = randomInt(20_000, 30_000);
  const members = places.map((place, index) => ({ ...place, port: firstPort + index }));
  insertListenerChain(ctx, mutation, chainTo(balancer.id, port, members));
  for (const member of members) {
    tx.insert(demoServers)
      .values({ ...member, id: randomUUID(), loadBalancerId: balancer.id })
      .run();
  }
  return balancer;
}

function chainTo(loadBalancerId: string, port: number, members: { name: string; address: string; port: number }[]) {
  return CreateListenerChainInput.parse({
    loadBalancerId,
    listener: { name: "sample-http", protocol: "HTTP", port, description: "" },
    pool: {
      kind: "new",
      pool: { name: "sample-servers", protocol: "HTTP" },
      healthMonitor: { enabled: true, type: "HTTP", intervalS: 2, timeoutS: 1, maxRetries: 2, maxRetriesDown: 2 },
      members,
    },
  });
}
