import * as z from "zod";
import type { ListenerProtocol } from "./listener";
import { rule } from "./rule";
import { PlainTags } from "./tag";
import { Id, integer, OptionalName, Port } from "./text";

/** Probe protocols (HC-02); independent of the group's own protocol, fixed after creation (K-06). */
export const HealthMonitorType = z.enum(["TCP", "HTTP", "UDP"], { error: rule("healthMonitorType") });
export type HealthMonitorType = z.infer<typeof HealthMonitorType>;

/** Host header of an HTTP probe (HC-03): empty is the server's address. */
const DomainName = z
  .string({ error: rule("text") })
  .max(100, { error: rule("tooLong", { max: 100 }) })
  .regex(/^([A-Za-z0-9][A-Za-z0-9.-]*)?$/, { error: rule("domainName") });

/** HC-07: starts with `/`, 1–80 characters, printable ASCII without spaces. */
const UrlPath = z
  .string({ error: rule("urlPath") })
  .min(1, { error: rule("urlPath") })
  .max(80, { error: rule("tooLong", { max: 80 }) })
  .regex(/^\/[!-"$-~]*$/, { error: rule("urlPath") });

/** `200`, `200,202,401` or `200-299` (Octavia's form, K-07). */
const ExpectedCodes = z
  .string({ error: rule("expectedCodes") })
  .max(64, { error: rule("tooLong", { max: 64 }) })
  .regex(/^([1-5]\d\d(\s*,\s*[1-5]\d\d)*|[1-5]\d\d-[1-5]\d\d)$/, { error: rule("expectedCodes") });

export const httpMethods = ["GET", "HEAD", "OPTIONS"] as const;

const fields = {
  /** Seconds between probes, 1–50 (HC-05). */
  intervalS: integer(1, 50).default(5),
  /** Seconds that a probe may take, 1–50; above the interval it acts as the interval (HC-06, K-05). */
  timeoutS: integer(1, 50).default(3),
  /** Failures to leave the rotation, 1–10 (HC-08). */
  maxRetriesDown: integer(1, 10).default(3),
  /** Successes to come back, 1–10 (BS-01: the first success of a new server is enough). */
  maxRetries: integer(1, 10).default(3),
  /** Port to probe; null is each server's own (HC-04). */
  port: Port.nullable().default(null),
  domainName: DomainName.default(""),
  urlPath: UrlPath.default("/"),
  httpMethod: z.enum(httpMethods, { error: rule("httpMethod") }).default("GET"),
  expectedCodes: ExpectedCodes.default("200"),
};

export const HealthMonitor = z.object({
  id: Id,
  poolId: Id,
  name: z.string(),
  type: HealthMonitorType,
  enabled: z.boolean(),
  ...fields,
  port: Port.nullable(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type HealthMonitor = z.infer<typeof HealthMonitor>;

export const CreateHealthMonitorInput = z.object({
  poolId: Id,
  name: OptionalName.default(""),
  type: HealthMonitorType,
  enabled: z.boolean().default(true),
  tags: PlainTags.default([]),
  ...fields,
});
export type CreateHealthMonitorInput = z.input<typeof CreateHealthMonitorInput>;

export const UpdateHealthMonitorInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  enabled: z.boolean().optional(),
  intervalS: fields.intervalS.removeDefault().optional(),
  timeoutS: fields.timeoutS.removeDefault().optional(),
  maxRetriesDown: fields.maxRetriesDown.removeDefault().optional(),
  maxRetries: fields.maxRetries.removeDefault().optional(),
  port: Port.nullable().optional(),
  domainName: DomainName.optional(),
  urlPath: UrlPath.optional(),
  httpMethod: z.enum(httpMethods, { error: rule("httpMethod") }).optional(),
  expectedCodes: ExpectedCodes.optional(),
  tags: PlainTags.optional(),
});
export type UpdateHealthMonitorInput = z.input<typeof UpdateHealthMonitorInput>;

export const DeleteHealthMonitorInput = z.object({ id: Id });
export type DeleteHealthMonitorInput = z.input<typeof DeleteHealthMonitorInput>;

/** The health check step of the wizard (HC-01..HC-09). `enabled` false: servers count as healthy (HC-11). */
export const HealthMonitorStep = z.object({ enabled: z.boolean(), type: HealthMonitorType, ...fields });
export type HealthMonitorStep = z.input<typeof HealthMonitorStep>;

/** Seconds after which a probe fails: the timeout, never above the interval (K-05). */
export function effectiveTimeoutS(monitor: { timeoutS: number; intervalS: number }): number {
  return Math.min(monitor.timeoutS, monitor.intervalS);
}

/** Answers that count as good where nothing else was said (K-07). */
export function defaultExpectedCodes(listener: ListenerProtocol): string {
  return listener === "HTTP" || listener === "HTTPS" ? "200,202,401" : "200";
}

/** Does a status count as good? `codes` is a list or one range, see {@link ExpectedCodes}. */
export function codeExpected(codes: string, status: number): boolean {
  const range = /^(\d{3})-(\d{3})$/.exec(codes);
  if (range !== null) return status >= Number(range[1]) && status <= Number(range[2]);
  return codes.split(",").some((code) => Number(code.trim()) === status);
}
