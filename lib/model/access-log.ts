import * as z from "zod";
import { rule } from "./rule";
import { Id, integer } from "./text";

/** Name of a log group or stream, 1–64 characters, as the log service's API has it (LG-02). */
export const LogName = z
  .string({ error: rule("required") })
  .trim()
  .min(1, { error: rule("required") })
  .max(64, { error: rule("tooLong", { max: 64 }) })
  .regex(/^[A-Za-z0-9_.-]*$/, { error: rule("logName") });

/** Days that lines are kept. */
export const RetentionDays = integer(1, 365);
export const defaultRetentionDays = 30;

/** Size of all streams of a group in GB (10⁹ bytes): beyond it the oldest lines go first. */
export const MaxGigabytes = integer(1, 10_000);
export const defaultMaxGigabytes = 10;

/** Streams that are kept alike. */
export const LogGroup = z.object({
  id: Id,
  name: LogName,
  projectId: Id,
  retentionDays: RetentionDays,
  maxGigabytes: MaxGigabytes,
  createdAt: z.number(),
});
export type LogGroup = z.infer<typeof LogGroup>;

export const CreateLogGroupInput = z.object({
  name: LogName,
  projectId: Id.optional(),
  retentionDays: RetentionDays.default(defaultRetentionDays),
  maxGigabytes: MaxGigabytes.default(defaultMaxGigabytes),
});
export type CreateLogGroupInput = z.input<typeof CreateLogGroupInput>;

export const UpdateLogGroupInput = z.object({
  id: Id,
  name: LogName.optional(),
  retentionDays: RetentionDays.optional(),
  maxGigabytes: MaxGigabytes.optional(),
});
export type UpdateLogGroupInput = z.input<typeof UpdateLogGroupInput>;

export const DeleteLogGroupInput = z.object({ id: Id, cascade: z.boolean().default(false) });
export type DeleteLogGroupInput = z.input<typeof DeleteLogGroupInput>;

/** Where the lines of one or several load balancers go. */
export const LogStream = z.object({ id: Id, groupId: Id, name: LogName, createdAt: z.number() });
export type LogStream = z.infer<typeof LogStream>;

export const CreateLogStreamInput = z.object({ groupId: Id, name: LogName });
export type CreateLogStreamInput = z.input<typeof CreateLogStreamInput>;

export const UpdateLogStreamInput = z.object({ id: Id, name: LogName });
export type UpdateLogStreamInput = z.input<typeof UpdateLogStreamInput>;

export const DeleteLogStreamInput = z.object({ id: Id });
export type DeleteLogStreamInput = z.input<typeof DeleteLogStreamInput>;

/** The switch of a load balancer: while there is one, requests on new connections are logged (LG-03, LG-04). */
export const AccessLog = z.object({ id: Id, loadBalancerId: Id, streamId: Id, createdAt: z.number() });
export type AccessLog = z.infer<typeof AccessLog>;

export const ConfigureAccessLogInput = z.object({ loadBalancerId: Id, groupId: Id, streamId: Id });
export type ConfigureAccessLogInput = z.input<typeof ConfigureAccessLogInput>;

export const DeleteAccessLogInput = z.object({ loadBalancerId: Id });
export type DeleteAccessLogInput = z.input<typeof DeleteAccessLogInput>;

export interface LogStreamView extends LogStream {
  /** Of its files, as they are now. */
  bytes: number;
  /** Load balancers that write to it. */
  loadBalancers: { id: string; name: string }[];
}

export interface LogGroupView extends LogGroup {
  projectName: string;
  streams: LogStreamView[];
}

export interface AccessLogView extends AccessLog {
  loadBalancerName: string;
  projectId: string;
  groupId: string;
  groupName: string;
  streamName: string;
}
