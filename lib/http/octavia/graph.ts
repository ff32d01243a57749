import type { LoadBalancerGraph } from "@/lib/services/loadbalancer/create-graph";
import type { Body } from "../body";
import { Fault } from "../fault";
import { readNewHealthMonitor } from "./health-monitors";
import { readNewListener } from "./listeners";
import { readNewMember } from "./members";
import { readNewPool } from "./pools";

/** Listeners and groups in the body of a new load balancer; a listener's group may refer to one of `pools` by name. */
export function readGraph(body: Body): LoadBalancerGraph {
  const pools = body.objects("pools").map(readPool);
  const listeners = body.objects("listeners").map((listener) => {
    const given = listener.object("default_pool");
    listener.ignore("l7policies", "project_id", "tenant_id");
    const fields = readNewListener(listener);
    listener.finish();
    return { fields, pool: given === undefined ? null : placeOfPool(given, pools) };
  });
  return { pools, listeners };
}

type Pool = LoadBalancerGraph["pools"][number];

function readPool(body: Body): Pool {
  const members = body.objects("members").map(readNewMember);
  const monitorBody = body.object("healthmonitor");
  const healthMonitor = monitorBody === undefined ? null : readNewHealthMonitor(monitorBody);
  monitorBody?.finish();
  body.ignore("project_id", "tenant_id");
  const fields = readNewPool(body);
  body.finish();
  return { fields, members, healthMonitor };
}

/** Index in `pools` of a listener's group: named there, or written out here and added. */
function placeOfPool(given: Body, pools: Pool[]): number {
  const name = given.text("name");
  if (given.value("protocol") === undefined) {
    const place = pools.findIndex((pool) => name !== undefined && pool.fields.name === name);
    if (place < 0) throw new Fault(400, `Validation failure: Pool ${name ?? ""} is not in this load balancer's pools`);
    return place;
  }
  return pools.push(readPool(given)) - 1;
}
