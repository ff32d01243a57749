import { readResourceMapAction } from "@/lib/actions/loadbalancer";

export type { ResourceMap as Tree } from "@/lib/model/resource-map";

/** Everything under a load balancer. */
export const readTree = readResourceMapAction;
