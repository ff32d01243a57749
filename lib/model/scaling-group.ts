import * as z from "zod";
import { isIpv4, MemberAddress } from "./address";
import { Weight } from "./member";
import { rule } from "./rule";
import type { Health } from "./status";
import { Description, Id, integer, Name, OptionalName, Port } from "./text";

/** Who says which instances are in: people and the API, the A records of a name, or its SRV records. */
export const ScalingSource = z.enum(["MANUAL", "DNS_A", "DNS_SRV"]);
export type ScalingSource = z.infer<typeof ScalingSource>;

/** Most instances of a scaling group, and most answers of a name that are taken. */
export const maxInstances = 500;
/** Most links of a scaling group to server groups. */
export const maxLinks = 20;

/** Host name, at most 253 characters; labels of letters, digits, `-` and `_` (service names of SRV). */
const label = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const DnsName = z
  .string({ error: rule("dnsName") })
  .trim()
  .max(253, { error: rule("dnsName") })
  .regex(new RegExp(`^(?:${label}(?:\\.${label})*\\.?)?$`), { error: rule("dnsName") });

/** `address` or `address:port` of a name server. */
const NameServer = z
  .string({ error: rule("nameServer") })
  .trim()
  .refine(
    (value) => {
      const [address = "", port, ...rest] = value.split(":");
      return isIpv4(address) && rest.length === 0 && (port === undefined || isPort(port));
    },
    { error: rule("nameServer") },
  );

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

/** A named set whose instances enter and leave the server groups that it is linked to (BS-09, X-06). */
export interface ScalingGroup {
  id: string;
  projectId: string;
  name: string;
  description: string;
  source: ScalingSource;
  /** Empty unless the source is DNS. */
  dnsName: string;
  /** Name servers to ask; none: those of this host. */
  nameServers: string[];
  /** Seconds between two resolutions. */
  intervalS: number;
  /** Seconds that sessions of an instance that leaves may go on; then it is removed. */
  drainS: number;
  /** When the name was resolved last, ms of the epoch, and why that failed; null: it did not. */
  resolvedAt: number | null;
  error: ScalingError | null;
  createdAt: number;
  updatedAt: number | null;
}

/** `code` of the resolver, such as ENOTFOUND, or TOO_MANY; `since`: ms of the epoch, of the first in a row. */
export interface ScalingError {
  code: string;
  since: number;
}

const Settings = z.object({
  name: Name,
  description: Description.default(""),
  source: ScalingSource.default("MANUAL"),
  dnsName: DnsName.default(""),
  nameServers: z
    .array(NameServer)
    .max(3, { error: rule("tooMany", { max: 3 }) })
    .default([]),
  intervalS: integer(5, 3600).default(30),
  drainS: integer(0, 3600).default(60),
});

function needsName({ source, dnsName }: { source: ScalingSource; dnsName: string }): boolean {
  return source === "MANUAL" || dnsName !== "";
}
const nameNeeded = { path: ["dnsName"], error: rule("required") };

export const CreateScalingGroupInput = Settings.extend({ projectId: Id.optional() }).refine(needsName, nameNeeded);
export type CreateScalingGroupInput = z.input<typeof CreateScalingGroupInput>;

/** The source is fixed; the name that is resolved may change. */
export const UpdateScalingGroupInput = z.object({
  id: Id,
  name: Name.optional(),
  description: Description.optional(),
  dnsName: DnsName.optional(),
  nameServers: Settings.shape.nameServers.unwrap().optional(),
  intervalS: integer(5, 3600).optional(),
  drainS: integer(0, 3600).optional(),
});
export type UpdateScalingGroupInput = z.input<typeof UpdateScalingGroupInput>;

/** One instance: an address, with a port of its own where the link to a group names none. */
export interface ScalingInstance {
  id: string;
  scalingGroupId: string;
  name: string;
  address: string;
  port: number | null;
  /** It has left and is being drained until then, ms of the epoch; null: it is in. */
  leavesAt: number | null;
  createdAt: number;
}

/** Entering. Registering again what is in changes nothing; what leaves comes back. */
export const RegisterInstancesInput = z.object({
  scalingGroupId: Id,
  instances: z
    .array(z.object({ address: MemberAddress, name: OptionalName.default(""), port: Port.nullable().default(null) }))
    .min(1)
    .max(maxInstances, { error: rule("tooMany", { max: maxInstances }) }),
});
export type RegisterInstancesInput = z.input<typeof RegisterInstancesInput>;

/** Leaving: by id, or by address as a machine that goes knows it. */
export const DeregisterInstancesInput = z.object({
  scalingGroupId: Id,
  instances: z.array(z.string().max(64)).min(1).max(maxInstances),
});
export type DeregisterInstancesInput = z.input<typeof DeregisterInstancesInput>;

/** A server group that the instances become servers of. */
export interface ScalingLink {
  id: string;
  scalingGroupId: string;
  poolId: string;
  /** Null: each instance's own port, as SRV records and registrations give it. */
  port: number | null;
  weight: number;
  /** Rule by which the server group refused the instances last; null: it took them. */
  refusal: string | null;
  createdAt: number;
}

export const CreateScalingLinkInput = z.object({
  scalingGroupId: Id,
  poolId: Id,
  port: Port.nullable().default(null),
  weight: Weight.default(1),
});
export type CreateScalingLinkInput = z.input<typeof CreateScalingLinkInput>;

/** The weight changes for all its servers whose weight was not changed by hand. */
export const UpdateScalingLinkInput = z.object({ scalingGroupId: Id, id: Id, weight: Weight });
export type UpdateScalingLinkInput = z.input<typeof UpdateScalingLinkInput>;

export interface ScalingLinkView extends ScalingLink {
  pool: { id: string; name: string; protocol: string; loadBalancerId: string; loadBalancerName: string };
}

export interface ScalingInstanceView extends ScalingInstance {
  /** Where it is a server now, and how it is there. */
  places: { memberId: string; poolId: string; port: number; weight: number; health: Health }[];
}

export interface ScalingGroupView extends ScalingGroup {
  instances: ScalingInstanceView[];
  links: ScalingLinkView[];
}
