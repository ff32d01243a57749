import type { ListRules } from "./list-query";
import { type LoadBalancerView, shownConfiguration } from "./loadbalancer";

type Values = (view: LoadBalancerView) => readonly string[];

/** What the list can be narrowed by; beside these each tag key in use is one, `tag:<key>`. */
export const loadBalancerProperties = {
  name: ({ name }) => [name],
  address: addressesOf,
  status: ({ health }) => [health],
  configuration: (view) => [shownConfiguration(view).state],
  network: ({ eip }) => [eip === null ? "private" : "public"],
  vpc: ({ vpcName }) => [vpcName],
  project: ({ projectName }) => [projectName],
  protocol: ({ listeners }) => [...new Set(listeners.map(({ protocol }) => protocol))],
  tag: ({ tags }) => tags.map(({ key }) => key),
} satisfies Record<string, Values>;
export type LoadBalancerProperty = keyof typeof loadBalancerProperties;

export const tagProperty = "tag:";

export function propertyValues(property: string): Values | undefined {
  if (Object.hasOwn(loadBalancerProperties, property)) return loadBalancerProperties[property as LoadBalancerProperty];
  if (!property.startsWith(tagProperty)) return undefined;
  const wanted = property.slice(tagProperty.length);
  return ({ tags }) => tags.filter(({ key, value }) => key === wanted && value !== "").map(({ value }) => value);
}

/** Worst last, so that descending shows trouble first. */
const healthOrder = ["online", "no-monitor", "unknown", "disabled", "draining", "degraded", "offline"];
const configurationOrder = ["in-effect", "disabled", "applying", "refused"];

/** Are all its listeners of layer 4? Then new connections are counted, for it has no requests. */
export function hasOnlyLayer4({ listeners }: Pick<LoadBalancerView, "listeners">): boolean {
  return listeners.length > 0 && listeners.every(({ protocol }) => protocol === "TCP" || protocol === "UDP");
}

/** `rate`: requests per second now, or what is shown in place of them; null when nothing was heard. */
export function loadBalancerRules(rate: (view: LoadBalancerView) => number | null): ListRules<LoadBalancerView> {
  return {
    values: propertyValues,
    text: (view) => [view.id, view.name, view.description, ...addressesOf(view), ...view.tags.map(tagText)],
    sort: { column: "name", descending: false },
    sorts: {
      name: ({ name }) => name,
      configuration: (view) => configurationOrder.indexOf(shownConfiguration(view).state),
      health: ({ health }) => healthOrder.indexOf(health),
      addresses: ({ vipAddress }) => vipAddress,
      listeners: ({ listeners }) => listeners.length,
      servers: ({ servers }) => servers.filter(({ health }) => health === "online").length,
      network: ({ vpcName, subnetName }) => `${vpcName} ${subnetName}`,
      project: ({ projectName }) => projectName,
      created: ({ createdAt }) => createdAt,
      rate,
    },
  };
}

export function addressesOf({ vipAddress, eip }: LoadBalancerView): string[] {
  return [vipAddress, eip?.address, eip?.externalAddress].filter((address) => typeof address === "string");
}

export function tagText({ key, value }: { key: string; value: string }): string {
  return value === "" ? key : `${key}=${value}`;
}
