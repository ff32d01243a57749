import { expect, test } from "vitest";
import { createListener } from "../listener/create";
import { getListener } from "../listener/get";
import { createLoadBalancer } from "../loadbalancer/create";
import { getLoadBalancer } from "../loadbalancer/get";
import { testContext } from "../testing/context";

test("an object without a name has none in the API and the beginning of its id on screens", () => {
  const ctx = testContext();
  const api = { ...ctx, source: "ApiCall" as const };
  const balancer = createLoadBalancer(api, { subnetId: ctx.subnetId });
  const listener = createListener(api, { loadBalancerId: balancer.id, protocol: "HTTP", port: 80 });
  expect(getLoadBalancer(api, balancer.id)).toMatchObject({ name: "", listeners: [{ name: "" }] });
  expect(getListener(api, listener.id).name).toBe("");
  expect(getLoadBalancer(ctx, balancer.id)).toMatchObject({
    name: balancer.id.slice(0, 8),
    listeners: [{ name: listener.id.slice(0, 8) }],
  });
  expect(getListener(ctx, listener.id).name).toBe(listener.id.slice(0, 8));
});
