import { type AnyColumn, getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { type ConfigurationSection, configurationSections } from "@/lib/model/configuration";
import {
  accessLogs,
  alarmRules,
  alarmTargets,
  certificates,
  demoServers,
  eipPools,
  eips,
  healthMonitors,
  l7Policies,
  l7Rules,
  listeners,
  loadBalancers,
  logGroups,
  logStreams,
  logTransfers,
  members,
  pools,
  projects,
  quotas,
  scalingGroups,
  scalingInstances,
  scalingLinks,
  servers,
  settings,
  subnets,
  vpcs,
} from "./schema";

/**
 * What is configuration: every table whose rows people decide on, with those that others refer to first. Not in it:
 * users, sessions and tokens, what was measured, logged and audited.
 */
export interface ConfigurationTable {
  /** Its name in exported files. */
  section: ConfigurationSection;
  table: SQLiteTable;
  /** Properties that tell its rows apart. */
  key: readonly string[];
  /** Properties that tell how far something came, or when it changed: no part of the configuration. */
  runtime: readonly string[];
  /** Runtime properties of a row that comes from a file or the history. */
  fresh: (now: number) => Record<string, unknown>;
  /** Properties whose values rest sealed. */
  sealed: readonly string[];
}

/** Settings that people decide on; the others count and remember. */
export const configurationSettings: readonly string[] = [
  "region",
  "zones",
  "defaultProjectId",
  "sourceAddresses",
  "alarmTargetsMayBeLocal",
  "addMissingAddresses",
  "keptDays",
];

const tables: Record<ConfigurationSection, SQLiteTable> = {
  settings,
  projects,
  quotas,
  vpcs,
  subnets,
  eipPools,
  certificates,
  loadBalancers,
  eips,
  servers,
  scalingGroups,
  scalingInstances,
  pools,
  members,
  healthMonitors,
  scalingLinks,
  listeners,
  l7Policies,
  l7Rules,
  logGroups,
  logStreams,
  accessLogs,
  logTransfers,
  alarmTargets,
  alarmRules,
  demoServers,
};

type Special = Partial<Pick<ConfigurationTable, "key" | "runtime" | "fresh" | "sealed">>;

const special: Partial<Record<ConfigurationSection, Special>> = {
  settings: { key: ["key"] },
  quotas: { key: ["projectId", "resource"] },
  certificates: { sealed: ["sealedKey"] },
  scalingGroups: { runtime: ["resolvedAt", "error"], fresh: () => ({ resolvedAt: null, error: null }) },
  scalingLinks: { runtime: ["refusal"], fresh: () => ({ refusal: null }) },
  logTransfers: {
    runtime: ["doneUntil", "objects", "bytes", "lastObject", "lastAt", "lastError", "failures", "nextTryAt"],
    fresh: (now) => ({ doneUntil: now }),
    sealed: ["sealedSecret"],
  },
  alarmTargets: {
    runtime: ["lastAt", "lastError", "lastErrorAt"],
    fresh: () => ({ lastAt: null, lastErrorAt: null }),
    sealed: ["sealed"],
  },
};

export const configurationTables: readonly ConfigurationTable[] = configurationSections.map((section) => ({
  section,
  table: tables[section],
  key: special[section]?.key ?? ["id"],
  runtime: ["generation", "updatedAt", ...(special[section]?.runtime ?? [])],
  fresh: special[section]?.fresh ?? (() => ({})),
  sealed: special[section]?.sealed ?? [],
}));

export function configurationTable(section: string): ConfigurationTable | undefined {
  return configurationTables.find((one) => one.section === section);
}

/** Columns of a table that are configuration, by property. */
export function configurationColumns({ table, runtime }: ConfigurationTable): [string, AnyColumn][] {
  return Object.entries(getTableColumns(table)).filter(([property]) => !runtime.includes(property));
}

/** One row of the configuration, by property; of its own and of no prototype. */
export type ConfigurationRow = Readonly<Record<string, unknown>>;

/** Text that tells a row from others of its table. */
export function rowId({ key }: Pick<ConfigurationTable, "key">, row: ConfigurationRow): string {
  return key.map((property) => String(row[property])).join("/");
}

/** The row out of JSON that the triggers of {@link recordConfiguration} wrote. */
export function readStoredRow(entry: ConfigurationTable, json: string): ConfigurationRow {
  const stored = JSON.parse(json) as Record<string, unknown>;
  return Object.fromEntries(
    configurationColumns(entry).map(([property, column]) => {
      const value = stored[column.name] ?? null;
      return [property, value === null ? null : column.mapFromDriverValue(value)];
    }),
  );
}

/** SQL that records every row of the configuration that comes, changes or goes, under the generation that does it. */
export function recordingTriggers(): string[] {
  return configurationTables.flatMap((entry) => {
    const table = getTableName(entry.table);
    const columns = configurationColumns(entry).map(([, { name }]) => name);
    const keys = entry.key.map((property) => getTableColumns(entry.table)[property]?.name ?? property);
    const json = (row: string) => `json_object(${columns.map((name) => `'${name}', ${row}."${name}"`).join(", ")})`;
    const id = (row: string) => keys.map((name) => `${row}."${name}"`).join(" || '/' || ");
    const counts = (row: string) =>
      entry.section === "settings"
        ? `${row}."key" IN (${configurationSettings.map((key) => `'${key}'`).join(", ")})`
        : "1";
    const differs = columns.map((name) => `OLD."${name}" IS NOT NEW."${name}"`).join(" OR ");
    const trigger = (verb: string, row: string, when: string, before: string, after: string) =>
      `CREATE TEMP TRIGGER record_${table}_${verb} AFTER ${verb} ON main.${table} WHEN ${when}
       BEGIN
         INSERT INTO configuration_changes (generation, section, row_id, before, after)
         VALUES ((SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'generation'), '${entry.section}',
                 ${id(row)}, ${before}, ${after})
         ON CONFLICT DO UPDATE SET after = excluded.after;
       END`;
    return [
      trigger("insert", "NEW", counts("NEW"), "NULL", json("NEW")),
      trigger("update", "NEW", `${counts("NEW")} AND (${differs})`, json("OLD"), json("NEW")),
      trigger("delete", "OLD", counts("OLD"), json("OLD"), "NULL"),
    ];
  });
}
