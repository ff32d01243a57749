import * as z from "zod";
import { Ipv4 } from "./address";
import { Bandwidth } from "./network";
import { rule } from "./rule";
import type { ConfigurationState, Health } from "./status";
import { Tag, Tags } from "./tag";
import { Description, Id, Name, OptionalName } from "./text";

/** A load balancer: a private address in a subnet, with an EIP also a public one. */
export const LoadBalancer = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  projectId: Id,
  vpcId: Id,
  subnetId: Id,
  /** Port id of the private address; floating IPs are bound to it. */
  vipPortId: Id,
  vipAddress: Ipv4,
  enabled: z.boolean(),
  tags: z.array(Tag),
  /** Refuses to delete it until it is switched off. */
  deletionProtection: z.boolean(),
  /** Refuses every change of it and of anything under it, but of these two switches. */
  modificationProtection: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
  /** Generation of the last change of it or of anything under it. */
  generation: z.number(),
});
export type LoadBalancer = z.infer<typeof LoadBalancer>;

/** How a new load balancer gets its public address (LB-05). */
export const EipChoice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("new"), bandwidthMbps: Bandwidth }),
  z.object({ kind: z.literal("existing"), eipId: z.uuid({ error: rule("required") }) }),
]);
export type EipChoice = z.infer<typeof EipChoice>;

/** Form and API input of a new load balancer (LB-05..LB-09). `vipAddress` null: given automatically. */
export const CreateLoadBalancerInput = z.object({
  name: OptionalName.default(""),
  description: Description.default(""),
  projectId: Id.optional(),
  subnetId: z.uuid({ error: rule("required") }),
  vipAddress: Ipv4.nullable().default(null),
  eip: EipChoice.default({ kind: "none" }),
  enabled: z.boolean().default(true),
  tags: Tags.default([]),
  deletionProtection: z.boolean().default(false),
  modificationProtection: z.boolean().default(false),
});
export type CreateLoadBalancerInput = z.input<typeof CreateLoadBalancerInput>;

/** As above, with the listeners, groups, servers and policies of `fromId`. */
export const DuplicateLoadBalancerInput = CreateLoadBalancerInput.extend({ fromId: Id });
export type DuplicateLoadBalancerInput = z.input<typeof DuplicateLoadBalancerInput>;

export const UpdateLoadBalancerInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  description: Description.optional(),
  enabled: z.boolean().optional(),
  tags: Tags.optional(),
  /** Moves it, and its EIP with it, to another project. */
  projectId: Id.optional(),
  deletionProtection: z.boolean().optional(),
  modificationProtection: z.boolean().optional(),
});
export type UpdateLoadBalancerInput = z.input<typeof UpdateLoadBalancerInput>;

export const SetTagInput = z.object({ id: Id, tag: Tag });
export type SetTagInput = z.input<typeof SetTagInput>;

export const DeleteLoadBalancerInput = z.object({ id: Id, cascade: z.boolean().default(false) });
export type DeleteLoadBalancerInput = z.input<typeof DeleteLoadBalancerInput>;

/** The console's own create form asks for a name; the generated one stands in the field (LB-07). */
export const CreateLoadBalancerForm = CreateLoadBalancerInput.extend({ name: Name });

/** Health of each server of a load balancer, in a fixed order: what the keel strip draws. */
export interface ServerBar {
  memberId: string;
  name: string;
  health: Health;
  weight: number;
}

/** Row of the list and head of the detail page. */
export interface LoadBalancerView extends LoadBalancer {
  projectName: string;
  vpcName: string;
  subnetName: string;
  eip: { id: string; address: string; externalAddress: string | null; bandwidthMbps: number } | null;
  configuration: ConfigurationState;
  health: Health;
  /** When `health` last changed, ms of the epoch; null when it never was anything else. */
  healthSince: number | null;
  listeners: {
    id: string;
    name: string;
    protocol: string;
    port: number;
    acceptProxyProtocol: boolean;
    configuration: ConfigurationState;
  }[];
  servers: ServerBar[];
}

export interface ShownConfiguration extends ConfigurationState {
  /** The listener that is refused, when the load balancer itself is not. */
  listener?: LoadBalancerView["listeners"][number];
}

/** A refused listener shows at its load balancer too, in the list and on its page: nobody looks for it elsewhere. */
export function shownConfiguration(view: LoadBalancerView): ShownConfiguration {
  const own = view.configuration;
  if (own.state === "refused" || own.state === "disabled") return own;
  const refused = view.listeners.find(({ configuration }) => configuration.state === "refused");
  return refused === undefined ? own : { ...refused.configuration, listener: refused };
}
