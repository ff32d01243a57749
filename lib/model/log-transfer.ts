import * as z from "zod";
import { rule } from "./rule";
import { Id, integer, Port } from "./text";

/** Minutes of log in one object (LG-10); the guide's own is three hours. */
export const transferPeriods = [2, 5, 30, 60, 180, 360, 720] as const;
export type TransferPeriod = (typeof transferPeriods)[number];
export const defaultTransferPeriod: TransferPeriod = 180;

/** What a path may say in braces. */
export const pathWords = ["group", "stream", "year", "month", "day", "hour", "minute"] as const;
export const defaultPath = "LogTanks/{group}/{stream}/{year}/{month}/{day}";

/** Where objects are put: words in braces are filled in, times in UTC. */
export const TransferPath = z
  .string({ error: rule("text") })
  .trim()
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .regex(/^[\w.\-/{}]*$/, { error: rule("transferPath") })
  .refine((path) => !path.split("/").some((part) => part === ".." || part === "."), { error: rule("transferPath") })
  .refine((path) => !path.startsWith("/") && !path.endsWith("/") && !path.includes("//"), {
    error: rule("transferPath"),
  })
  .refine((path) => /^(?:[^{}]|\{(?:group|stream|year|month|day|hour|minute)\})*$/.test(path), {
    error: rule("transferPathWord", { words: pathWords.map((word) => `{${word}}`).join(" ") }),
  });

/** Begin of an object's name, at most 64 characters. */
export const TransferPrefix = z
  .string({ error: rule("text") })
  .trim()
  .max(64, { error: rule("tooLong", { max: 64 }) })
  .regex(/^[A-Za-z0-9_.-]*$/, { error: rule("logName") });

const filled = (max: number) =>
  z
    .string({ error: rule("required") })
    .trim()
    .min(1, { error: rule("required") })
    .max(max, { error: rule("tooLong", { max }) });

/** A directory of the console's host. */
export const DirectoryTarget = z.object({
  type: z.literal("directory"),
  directory: filled(1024).regex(/^\/[^\0]*$/, { error: rule("absolutePath") }),
});

/** A bucket of a service that speaks S3; the guide's OBS does. */
export const S3Target = z.object({
  type: z.literal("s3"),
  endpoint: filled(255).regex(/^https?:\/\/[^\s/?#@]+$/, { error: rule("s3Endpoint") }),
  region: filled(64).regex(/^[a-z0-9-]+$/, { error: rule("s3Region") }),
  bucket: filled(63).regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: rule("s3Bucket") }),
  accessKey: filled(128).regex(/^[\x21-\x7e]*$/, { error: rule("text") }),
});

/** A collector that takes RFC 5424 over TCP. */
export const SyslogTarget = z.object({
  type: z.literal("syslog"),
  host: filled(255).regex(/^[A-Za-z0-9.:-]+$/, { error: rule("syslogHost") }),
  port: Port,
});

export const TransferTarget = z.discriminatedUnion("type", [DirectoryTarget, S3Target, SyslogTarget]);
export type TransferTarget = z.infer<typeof TransferTarget>;

const Settings = z.object({
  target: TransferTarget,
  path: TransferPath.default(defaultPath),
  prefix: TransferPrefix.default(""),
  gzip: z.boolean().default(true),
  periodMinutes: integer(1, 720)
    .refine((minutes) => transferPeriods.some((period) => period === minutes), {
      error: rule("transferPeriod", { periods: transferPeriods.join(", ") }),
    })
    .default(defaultTransferPeriod),
  enabled: z.boolean().default(true),
});

const Secret = z.string().max(256, { error: rule("tooLong", { max: 256 }) });

export const CreateLogTransferInput = Settings.extend({ streamId: Id, secret: Secret.optional() });
export type CreateLogTransferInput = z.input<typeof CreateLogTransferInput>;

/** A secret that is left out stays as it is. */
export const UpdateLogTransferInput = Settings.partial().extend({ id: Id, secret: Secret.optional() });
export type UpdateLogTransferInput = z.input<typeof UpdateLogTransferInput>;

export const DeleteLogTransferInput = z.object({ id: Id });
export type DeleteLogTransferInput = z.input<typeof DeleteLogTransferInput>;

/** A transfer of a stream's lines, and how far it came. */
export interface LogTransfer {
  id: string;
  streamId: string;
  target: TransferTarget;
  path: string;
  prefix: string;
  gzip: boolean;
  periodMinutes: number;
  enabled: boolean;
  createdAt: number;
  /** All before it is transferred, in ms. */
  doneUntil: number;
  objects: number;
  bytes: number;
  lastObject: string;
  lastAt: number | null;
  /** What the target said last; empty: it took everything. */
  lastError: string;
  failures: number;
  nextTryAt: number;
}

export interface LogTransferView extends LogTransfer {
  streamName: string;
  groupId: string;
  groupName: string;
  projectId: string;
}

/** Name of the object of one file and period. */
export function objectName(
  { path, prefix, gzip }: Pick<LogTransfer, "path" | "prefix" | "gzip">,
  names: { group: string; stream: string },
  periodBegan: number,
  file: string,
): string {
  const [year, month, day, hour, minute] = new Date(periodBegan).toISOString().split(/[-T:]/);
  const words: Record<string, string | undefined> = { ...names, year, month, day, hour, minute };
  const folder = path.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? "");
  const stamp = `${year}${month}${day}T${hour}${minute}Z`;
  return `${folder === "" ? "" : `${folder}/`}${prefix}${stamp}_${file}${gzip ? ".gz" : ""}`;
}
