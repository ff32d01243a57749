import * as z from "zod";
import { type ListPage, ListQuery } from "./list-query";
import { rule } from "./rule";
import { integer } from "./text";
import type { TraceType } from "./trace";
import type { FieldChange } from "./trace-changes";

/** Sections of the exported file: one for each kind of object, with those that others refer to first. */
export const configurationSections = [
  "settings",
  "projects",
  "quotas",
  "vpcs",
  "subnets",
  "eipPools",
  "certificates",
  "loadBalancers",
  "eips",
  "servers",
  "scalingGroups",
  "scalingInstances",
  "pools",
  "members",
  "healthMonitors",
  "scalingLinks",
  "listeners",
  "l7Policies",
  "l7Rules",
  "logGroups",
  "logStreams",
  "accessLogs",
  "logTransfers",
  "alarmTargets",
  "alarmRules",
  "demoServers",
] as const;
export type ConfigurationSection = (typeof configurationSections)[number];

/** One generation of the desired state, as the history lists it. */
export interface GenerationView {
  generation: number;
  at: number;
  userId: string;
  userName: string;
  type: TraceType;
  sourceIp: string;
  requestId: string;
  /** Name of its first event; empty: it has none. */
  event: string;
  resourceType: string;
  resourceId: string;
  resourceName: string;
  /** Objects that it made, changed or deleted. */
  changes: number;
}

/** One page of the history, newest first. */
export interface GenerationPage extends ListPage<GenerationView> {
  /** The generation that is in force. */
  current: number;
  /** The oldest that can still be restored. */
  oldest: number;
}

export const GenerationQuery = ListQuery;
export type GenerationQuery = z.input<typeof GenerationQuery>;

/** What differs of one object between two states of the configuration. */
export interface ObjectChange {
  section: ConfigurationSection;
  id: string;
  name: string;
  kind: "created" | "changed" | "deleted";
  fields: FieldChange[];
}

/** All that differs; `objects` holds the first of them where there are very many. */
export interface ConfigurationDiff {
  created: number;
  changed: number;
  deleted: number;
  objects: ObjectChange[];
}

/** Minutes within which a restored or imported configuration has to be confirmed, 1–60; null: at once for good. */
export const ConfirmWithin = integer(1, 60).nullable();
export const confirmChoices = [1, 5, 10, 30] as const;

export const RestoreInput = z.object({
  generation: integer(0, Number.MAX_SAFE_INTEGER),
  confirmWithin: ConfirmWithin.default(null),
});
export type RestoreInput = z.input<typeof RestoreInput>;

/** Largest file that is read, in characters. */
export const maxConfigurationText = 16 * 1024 * 1024;

/** Passphrase of the secrets in a file; empty: they are left out. */
const Passphrase = z
  .string({ error: rule("text") })
  .max(1024, { error: rule("tooLong", { max: 1024 }) })
  .refine((text) => text === "" || text.length >= 12, { error: rule("passphraseTooShort", { min: 12 }) });

export const ExportInput = z.object({ passphrase: Passphrase.default("") });
export type ExportInput = z.input<typeof ExportInput>;

export const ImportInput = z.object({
  text: z
    .string({ error: rule("required") })
    .min(1, { error: rule("required") })
    .max(maxConfigurationText, { error: rule("fileTooLarge", { max: "16 MB" }) }),
  passphrase: z
    .string({ error: rule("text") })
    .max(1024, { error: rule("tooLong", { max: 1024 }) })
    .default(""),
  confirmWithin: ConfirmWithin.default(null),
});
export type ImportInput = z.input<typeof ImportInput>;

/** A change that is undone unless somebody confirms it in time. */
export interface PendingConfirmation {
  /** Generation that it made. */
  generation: number;
  /** Generation whose state comes back. */
  previous: number;
  /** Ms of the epoch. */
  deadline: number;
  userName: string;
  /** Why it could not be undone at its time; it stays in force until somebody decides. */
  refused?: UndoRefusal;
}

export interface UndoRefusal {
  /** Ms of the epoch. */
  at: number;
  /** Word of the refusal. */
  code: "conflict" | "internal" | "invalid" | "protected" | "quota" | "unavailable";
  /** A rule of the catalogue, as lib/model/rule encodes it; empty: the code says all. */
  rule: string;
}

/** Name under which an export is saved. */
export function configurationFile(stamp: string): string {
  return `evenkeel-${stamp}.yaml`;
}

export const KeptDays = integer(7, 3650);
export const defaultKeptDays = 180;
