import * as z from "zod";
import { Ipv4OrCidr, parseCidr } from "./address";
import { rule } from "./rule";
import type { ConfigurationState, Health } from "./status";
import { PlainTags } from "./tag";
import { Description, Id, integer, Name, OptionalName, Port } from "./text";

/** Front protocols (LS-07). HTTPS ends TLS here: `TERMINATED_HTTPS` in the API. */
export const ListenerProtocol = z.enum(["HTTP", "HTTPS", "TCP", "UDP"], { error: rule("listenerProtocol") });
export type ListenerProtocol = z.infer<typeof ListenerProtocol>;

/** Protocols that this version's data plane runs; the others are refused with `protocolNotAvailable`. */
export const availableListenerProtocols: readonly ListenerProtocol[] = ["HTTP"];

/** Idle and answer times in ms (L7-27; Octavia's names), 1 s to 4000 s, connect 50 ms to 300 s. */
export const ListenerTimeouts = z.object({
  /** Idle keep-alive client, and each pause inside a request. */
  clientDataMs: integer(1000, 4_000_000).default(60_000),
  memberConnectMs: integer(50, 300_000).default(5_000),
  /** From the request's end to the answer's head, and each pause inside the answer. */
  memberDataMs: integer(1000, 4_000_000).default(60_000),
});
export type ListenerTimeouts = z.infer<typeof ListenerTimeouts>;

/** Headers that the balancer adds towards members (L7-25, L7-26). */
export const InsertHeaders = z.object({
  xForwardedFor: z.boolean().default(true),
  xForwardedProto: z.boolean().default(true),
  xForwardedPort: z.boolean().default(false),
  xForwardedHost: z.boolean().default(false),
  xForwardedElbId: z.boolean().default(false),
});
export type InsertHeaders = z.infer<typeof InsertHeaders>;

/** Whitelist (AC-01..AC-03): at most 300 IPv4 addresses or CIDRs without repetition; on and empty admits nobody. */
export const AccessControl = z.object({
  enabled: z.boolean().default(false),
  cidrs: z
    .array(Ipv4OrCidr)
    .max(300, { error: rule("tooMany", { max: 300 }) })
    .superRefine((cidrs, context) => {
      const seen = new Set<string>();
      for (const [index, text] of cidrs.entries()) {
        const cidr = parseCidr(text);
        const key = cidr === null ? text : `${cidr.first}/${cidr.prefix}`;
        if (seen.has(key))
          context.addIssue({ code: "custom", path: [index], message: rule("duplicateCidr", { value: text }) });
        seen.add(key);
      }
    })
    .default([]),
});
export type AccessControl = z.infer<typeof AccessControl>;

export const Listener = z.object({
  id: Id,
  loadBalancerId: Id,
  name: z.string(),
  description: z.string(),
  protocol: ListenerProtocol,
  port: Port,
  enabled: z.boolean(),
  defaultPoolId: Id.nullable(),
  timeouts: ListenerTimeouts,
  insertHeaders: InsertHeaders,
  accessControl: AccessControl,
  /** Open client connections at most; -1 is without limit. */
  connectionLimit: z.number(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
  generation: z.number(),
});
export type Listener = z.infer<typeof Listener>;

const settings = {
  description: Description,
  enabled: z.boolean(),
  timeouts: ListenerTimeouts,
  insertHeaders: InsertHeaders,
  accessControl: AccessControl,
  connectionLimit: integer(-1, 1_000_000),
};

export const CreateListenerInput = z.object({
  loadBalancerId: Id,
  name: OptionalName.default(""),
  protocol: ListenerProtocol,
  port: Port,
  defaultPoolId: Id.nullable().default(null),
  description: settings.description.default(""),
  enabled: settings.enabled.default(true),
  timeouts: settings.timeouts.prefault({}),
  insertHeaders: settings.insertHeaders.prefault({}),
  accessControl: settings.accessControl.prefault({}),
  connectionLimit: settings.connectionLimit.default(-1),
  tags: PlainTags.default([]),
});
export type CreateListenerInput = z.input<typeof CreateListenerInput>;

/** Protocol and port stay for a listener's life (LS-07). */
export const UpdateListenerInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  defaultPoolId: Id.nullable().optional(),
  description: settings.description.optional(),
  enabled: settings.enabled.optional(),
  timeouts: settings.timeouts.optional(),
  insertHeaders: settings.insertHeaders.optional(),
  accessControl: settings.accessControl.optional(),
  connectionLimit: settings.connectionLimit.optional(),
  tags: PlainTags.optional(),
});
export type UpdateListenerInput = z.input<typeof UpdateListenerInput>;

/**
 * The default group goes with its listener unless another one uses it; `withServers` is the explicit step of K-10 that
 * removes the group's servers first. `keepPool` leaves the group alone, as Octavia's clients expect.
 */
export const DeleteListenerInput = z.object({
  id: Id,
  withServers: z.boolean().default(false),
  keepPool: z.boolean().default(false),
});
export type DeleteListenerInput = z.input<typeof DeleteListenerInput>;

/** The listener step of the wizard (LS-06, LS-07). */
export const ListenerStep = z.object({
  name: Name,
  protocol: ListenerProtocol,
  port: Port,
  description: Description,
});
export type ListenerStep = z.infer<typeof ListenerStep>;

/** May a listener share its load balancer's port with another (LS-03)? UDP shares with all but UDP. */
export function portsConflict(a: { protocol: ListenerProtocol; port: number }, b: typeof a): boolean {
  return a.port === b.port && (a.protocol === "UDP") === (b.protocol === "UDP");
}

export interface ListenerView extends Listener {
  defaultPool: { id: string; name: string } | null;
  configuration: ConfigurationState;
  health: Health;
}
