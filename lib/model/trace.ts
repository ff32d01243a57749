import * as z from "zod";

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
  | `${"create" | "update" | "delete"} ${"vpc" | "subnet" | "eip" | "eip pool" | "project" | "quota" | "server" | "scaling group" | "token"}`
  | `${"register" | "deregister"} scaling instances`
  | `${"create" | "update" | "delete"} scaling link`
  | `${"create" | "update" | "delete"} ${"log group" | "log stream" | "log transfer"}`
  | "update access log"
  | "clear pool sessions"
  | "update region"
  | "update source addresses";
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
}
