import type { CreateListenerChainInput } from "@/lib/model/listener-chain";
import type { LoadBalancer } from "@/lib/model/loadbalancer";
import { createListenerChain, type ListenerChain } from "../listener/create-chain";
import { createLoadBalancer } from "../loadbalancer/create";
import type { TestContext } from "./context";

/** What the wizard sends for an HTTP listener with two servers. */
export function chainInput(loadBalancerId: string, port = 80) {
  return {
    loadBalancerId,
    listener: { name: "web", protocol: "HTTP", port, description: "" },
    pool: {
      kind: "new",
      pool: { name: "servers", protocol: "HTTP" },
      healthMonitor: { enabled: true, type: "HTTP" },
      members: [
        { address: "127.0.0.1", port: 9001, weight: 3 },
        { address: "127.0.0.1", port: 9002 },
      ],
    },
  } satisfies CreateListenerChainInput;
}

/** A load balancer with a listener, a group, a health check and two servers. */
export function createChain(ctx: TestContext): ListenerChain & { balancer: LoadBalancer } {
  const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId });
  return { balancer, ...createListenerChain(ctx, chainInput(balancer.id)) };
}
