import type { MetricKind, MetricUnit } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";
import { Fault } from "../fault";

/* How Cloud Eye names objects and units. `lbaas_member_id` and `publicip_id` of a load balancer's namespace are ours. */

export const namespace = "SYS.ELB";

export interface Dimension {
  name: string;
  value: string;
}

export const kindOf: Readonly<Record<string, MetricKind>> = {
  lbaas_instance_id: "loadbalancer",
  lbaas_listener_id: "listener",
  lbaas_pool_id: "pool",
  lbaas_member_id: "member",
  publicip_id: "eip",
};
const names = Object.keys(kindOf).join(", ");

export const unitWords: Readonly<Record<MetricUnit, string>> = {
  count: "Count",
  "count/s": "Count/s",
  "packet/s": "Packet/s",
  "byte/s": "Byte/s",
  "request/s": "Request/s",
  "datagram/s": "Packet/s",
  "bit/s": "bit/s",
  ms: "ms",
  "%": "%",
};

/** The object that dimensions name: the last one says it, those before it what it hangs under. */
export function resourceOf(dimensions: readonly Dimension[]): { type: MetricKind; id: string; above: Dimension[] } {
  const last = dimensions.at(-1);
  if (last === undefined || dimensions.length > 4) throw new Fault(400, `Give 1 to 4 dimensions out of ${names}.`);
  for (const { name } of dimensions) {
    if (!Object.hasOwn(kindOf, name)) throw new Fault(400, `${name} is no dimension; there are ${names}.`);
  }
  return { type: kindOf[last.name] ?? "loadbalancer", id: last.value, above: dimensions.slice(0, -1) };
}

export function dimensionsOf({ type, id, loadBalancerId, poolId }: MetricObject): Dimension[] {
  if (type === "eip") return [{ name: "publicip_id", value: id }];
  const dimensions = [{ name: "lbaas_instance_id", value: loadBalancerId ?? id }];
  if (poolId !== null) dimensions.push({ name: "lbaas_pool_id", value: poolId });
  if (type === "listener") dimensions.push({ name: "lbaas_listener_id", value: id });
  if (type === "pool") dimensions.push({ name: "lbaas_pool_id", value: id });
  if (type === "member") dimensions.push({ name: "lbaas_member_id", value: id });
  return dimensions;
}
