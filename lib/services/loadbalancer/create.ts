import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { eips, loadBalancers } from "@/lib/db/schema";
import { CreateLoadBalancerInput, type EipChoice, type LoadBalancer } from "@/lib/model/loadbalancer";
import { rule } from "@/lib/model/rule";
import { generateName } from "@/lib/model/text";
import { takePrivateAddress } from "../addresses";
import { type Context, requireRole } from "../context";
import { insertEip } from "../eip/insert";
import { requireUnbound } from "../eip/require-unbound";
import { invalidField, ServiceError } from "../errors";
import { findEip, findProject, findSubnet } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireQuota } from "../quota";

/** Creates a load balancer, its private address and, when public, its EIP (LB-05..LB-09). */
export function createLoadBalancer(ctx: Context, raw: CreateLoadBalancerInput): LoadBalancer {
  return audited(ctx, { event: "create loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateLoadBalancerInput, raw);
    return withTransaction(ctx, (mutation) => insertLoadBalancer(ctx, mutation, input));
  });
}

/** The same inside a transaction that writes more than the load balancer. */
export function insertLoadBalancer(
  ctx: Context,
  mutation: Mutation,
  input: ReturnType<typeof CreateLoadBalancerInput.parse>,
): LoadBalancer {
  const { tx, at, generation } = mutation;
  const projectId = input.projectId ?? ctx.projectId;
  findProject(ctx, tx, projectId, "projectId");
  requireQuota(tx, projectId, "loadbalancer");
  const subnet = subnetOf(mutation, input.subnetId);
  const balancer: LoadBalancer = {
    id: randomUUID(),
    name: input.name,
    description: input.description,
    projectId,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    vipPortId: randomUUID(),
    vipAddress: takePrivateAddress(tx, subnet, input.vipAddress),
    enabled: input.enabled,
    tags: input.tags,
    deletionProtection: input.deletionProtection,
    modificationProtection: input.modificationProtection,
    createdAt: at,
    updatedAt: null,
    generation,
  };
  if (balancer.name === "" && ctx.source !== "ApiCall") balancer.name = generateName("elb");
  tx.insert(loadBalancers).values(balancer).run();
  bindChosenEip(ctx, mutation, balancer, input.eip);
  emitTrace(mutation, ctx, {
    event: "create loadbalancer",
    resource: { type: "loadbalancer", id: balancer.id, name: balancer.name },
    projectId,
    after: balancer,
  });
  return balancer;
}

function subnetOf({ tx }: Mutation, id: string) {
  try {
    return findSubnet(tx, id);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw invalidField("subnetId", rule("unknownReference", { type: "subnet", id }));
  }
}

function bindChosenEip(ctx: Context, mutation: Mutation, balancer: LoadBalancer, choice: EipChoice): void {
  switch (choice.kind) {
    case "none":
      return;
    case "new":
      insertEip(ctx, mutation, {
        bandwidthMbps: choice.bandwidthMbps,
        address: null,
        externalAddress: null,
        projectId: balancer.projectId,
        loadBalancerId: balancer.id,
      });
      return;
    case "existing": {
      const eip = findEip(ctx, mutation.tx, choice.eipId);
      requireUnbound(eip, "eip.eipId");
      mutation.tx.update(eips).set({ loadBalancerId: balancer.id }).where(eq(eips.id, eip.id)).run();
      mutation.changes.push({ type: "eip", id: eip.id });
    }
  }
}
