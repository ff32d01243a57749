import * as z from "zod";
import {
  CreateLogTransferInput,
  defaultPath,
  defaultTransferPeriod,
  type LogTransferView,
  type TransferTarget,
} from "@/lib/model/log-transfer";

/** One flat form for every kind of target; what it says is checked as the service checks it. */
export const TransferForm = z
  .object({
    streamId: z.string(),
    type: z.enum(["s3", "directory", "syslog"]),
    directory: z.string(),
    endpoint: z.string(),
    region: z.string(),
    bucket: z.string(),
    accessKey: z.string(),
    secret: z.string(),
    host: z.string(),
    port: z.number().nullable(),
    path: z.string(),
    prefix: z.string(),
    gzip: z.boolean(),
    periodMinutes: z.number(),
    enabled: z.boolean(),
  })
  .transform((values, context) => {
    const { streamId, secret, path, prefix, gzip, periodMinutes, enabled } = values;
    const input = { streamId, secret, path, prefix, gzip, periodMinutes, enabled, target: targetOf(values) };
    const checked = CreateLogTransferInput.safeParse(input);
    for (const { path: at, message } of checked.error?.issues ?? []) {
      const name = at[0] === "target" ? at[1] : at[0];
      context.addIssue({ code: "custom", path: [name as string], message });
    }
    return checked.data ?? z.NEVER;
  });
export type TransferFormValues = z.input<typeof TransferForm>;

function targetOf(values: Omit<TransferFormValues, "streamId">): unknown {
  const { type, directory, endpoint, region, bucket, accessKey, host, port } = values;
  if (type === "directory") return { type, directory };
  if (type === "syslog") return { type, host, port };
  return { type, endpoint, region, bucket, accessKey };
}

const empty = {
  streamId: "",
  type: "s3" as const,
  directory: "",
  endpoint: "",
  region: "",
  bucket: "",
  accessKey: "",
  secret: "",
  host: "",
  port: 601,
  path: defaultPath,
  prefix: "",
  gzip: true,
  periodMinutes: defaultTransferPeriod as number,
  enabled: true,
};

/** What the form begins with: nothing, or a transfer as it is. Secrets are never shown again. */
export function valuesOf(transfer?: LogTransferView): TransferFormValues {
  if (transfer === undefined) return empty;
  const { streamId, target, path, prefix, gzip, periodMinutes, enabled } = transfer;
  return { ...empty, ...target, streamId, path, prefix, gzip, periodMinutes, enabled };
}

/** Where it goes, in one line. */
export function targetText(target: TransferTarget): string {
  if (target.type === "directory") return target.directory;
  if (target.type === "syslog") return `${target.host}:${target.port}`;
  return `${target.endpoint}/${target.bucket}`;
}
