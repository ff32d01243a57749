import type { Product } from "./product";
import { until } from "./until";

export interface Chain {
  loadBalancerId: string;
  listenerId: string;
  poolId: string;
  vipAddress: string;
  url: string;
}

type Resource = Record<string, unknown> & { id: string };

/** POSTs one resource and returns it; fails with the answer when it is not 201. */
export async function create(product: Product, collection: string, key: string, body: object): Promise<Resource> {
  const answer = await product.api("POST", `/api/v2.0/${collection}`, { [key]: body });
  if (answer.status !== 201) throw new Error(`POST ${collection}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as Record<string, Resource>)[key] as Resource;
}

export async function get(product: Product, path: string, key: string): Promise<Resource> {
  const answer = await product.api("GET", `/api/v2.0/${path}`);
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as Record<string, Resource>)[key] as Resource;
}

/** Load balancer, HTTP listener, group and members through the API, in effect. */
export async function createChain(
  product: Product,
  port: number,
  members: { address: string; port: number; weight?: number }[],
  monitor?: object,
): Promise<Chain> {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnets.subnets[0]?.id,
  });
  const listener = await create(product, "lbaas/listeners", "listener", {
    loadbalancer_id: balancer.id,
    protocol: "HTTP",
    protocol_port: port,
  });
  const pool = await create(product, "lbaas/pools", "pool", {
    listener_id: listener.id,
    protocol: "HTTP",
    lb_algorithm: "ROUND_ROBIN",
  });
  if (monitor !== undefined)
    await create(product, "lbaas/healthmonitors", "healthmonitor", { pool_id: pool.id, ...monitor });
  for (const member of members) {
    await create(product, `lbaas/pools/${pool.id}/members`, "member", {
      address: member.address,
      protocol_port: member.port,
      weight: member.weight ?? 1,
    });
  }
  await until("the listener is ACTIVE", 10_000, async () => {
    const state = await get(product, `lbaas/listeners/${listener.id}`, "listener");
    return state.provisioning_status === "ACTIVE";
  });
  const vipAddress = String(balancer.vip_address);
  return {
    loadBalancerId: balancer.id,
    listenerId: listener.id,
    poolId: pool.id,
    vipAddress,
    url: `http://${vipAddress}:${port}/`,
  };
}
