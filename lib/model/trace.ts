import * as z from "zod";
import { ListQuery } from "./list-query";
import { rule } from "./rule";
import { integer } from "./text";

/** The 26 audited operations, under the guide's own names (checklist 1.14). */
export const traceEvents = {
  accesslog: ["create access log", "delete access log"],
  certificate: ["create certificate", "update certificate", "delete certificate"],
  healthmonitor: ["create healthmonitor", "update healthmonitor", "delete healthmonitor"],
  l7policy: ["create forwarding policy", "update forwarding policy", "delete forwarding policy"],
  l7rule: ["create forwarding rule", "update forwarding rule", "delete forwarding rule"],
  listener: ["create listener", "update listener", "delete listener"],
  loadbalancer: ["create loadbalancer", "update loadbalancer", "delete loadbalancer"],
  member: ["add backend ecs", "update backend ecs", "remove backend ecs"],
  pool: ["create backend member group", "update backend member group", "delete backend member group"],
} as const;

export type TraceResourceType = keyof typeof traceEvents;
export type GuideTraceEvent = (typeof traceEvents)[TraceResourceType][number];
/** Events of ours for what the guide's table has no name for. */
export type OwnTraceEvent =
  | `${"create" | "update" | "delete"} ${"vpc" | "subnet" | "eip" | "eip pool" | "project" | "quota" | "server" | "scaling group" | "token" | "user"}`
  | `${"register" | "deregister"} scaling instances`
  | `${"create" | "update" | "delete"} scaling link`
  | `${"create" | "update" | "delete"} ${"log group" | "log stream" | "log transfer"}`
  | `${"create" | "update" | "delete"} ${"alarm rule" | "alarm target"}`
  | "test alarm target"
  | "update alarm settings"
  | "update access log"
  | "clear pool sessions"
  | "sign in"
  | "end session"
  | "update region"
  | "update source addresses"
  | "update host address settings"
  | `${"restore" | "import" | "export" | "confirm" | "undo"} configuration`
  | `${"create" | "delete"} demo server`
  | "update audit settings";
export type TraceEvent = GuideTraceEvent | OwnTraceEvent;

/** Success, failure, worse (AU-04). */
export const TraceRating = z.enum(["normal", "warning", "incident"]);
export type TraceRating = z.infer<typeof TraceRating>;

/** Where an operation came from. */
export const TraceType = z.enum(["ConsoleAction", "ApiCall", "SystemAction"]);
export type TraceType = z.infer<typeof TraceType>;

export interface Trace {
  id: string;
  at: number;
  event: TraceEvent;
  resourceType: string;
  resourceId: string;
  resourceName: string;
  userId: string;
  userName: string;
  rating: TraceRating;
  type: TraceType;
  sourceIp: string;
  requestId: string;
  projectId: string;
  /** JSON of the object, secrets removed; null where there was none. */
  before: unknown;
  after: unknown;
  message: string;
  /** Of the event and all before it; empty for events older than the chain. */
  hash: string;
}

/** Spans that the list of events offers; seven days at first (AU-01), `kept` is all that is there. */
export const traceRanges = ["1h", "24h", "7d", "30d", "kept", "custom"] as const;
export type TraceRange = (typeof traceRanges)[number];

/** What a list of events is narrowed to. `from` and `to` in ms of the epoch count for the range `custom`. */
export const TraceQuery = ListQuery.extend({
  range: z.enum(traceRanges, { error: rule("invalid") }).default("7d"),
  from: integer(0, 8_640_000_000_000_000).optional(),
  to: integer(0, 8_640_000_000_000_000).optional(),
});
export type TraceQuery = z.input<typeof TraceQuery>;
export type ParsedTraceQuery = z.output<typeof TraceQuery>;

/** What events can be narrowed by (AU-02), and in which column of theirs it stands. */
export const traceProperties = {
  event: "event",
  resourceType: "resourceType",
  resource: "resourceName",
  resourceId: "resourceId",
  user: "userName",
  rating: "rating",
  origin: "type",
  address: "sourceIp",
} as const satisfies Record<string, keyof Trace>;
export type TraceProperty = keyof typeof traceProperties;

/** An event of the list. */
export interface TraceView extends Trace {
  /** Page of the object that it tells of, while that exists. */
  href: string | null;
}
