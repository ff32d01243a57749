import { asc, eq, gt, min, sql } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import {
  type ConfigurationRow,
  type ConfigurationTable,
  configurationColumns,
  configurationSettings,
  configurationTable,
  configurationTables,
  readStoredRow,
  rowId,
} from "@/lib/db/configuration-tables";
import { configurationChanges, configurationGenerations } from "@/lib/db/schema";
import type { ConfigurationSection } from "@/lib/model/configuration";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "../errors";
import { currentGeneration } from "../settings";

/** A whole configuration: rows of each section by id, in the order of their making. */
export type ConfigurationState = ReadonlyMap<ConfigurationSection, ReadonlyMap<string, ConfigurationRow>>;

/** The configuration in force. */
export function readState(tx: Reader): ConfigurationState {
  return new Map(configurationTables.map((entry) => [entry.section, sorted(entry, readRows(tx, entry))]));
}

function readRows(tx: Reader, entry: ConfigurationTable): ConfigurationRow[] {
  const columns = configurationColumns(entry).map(([property]) => property);
  const rows = tx.select().from(entry.table).all() as ConfigurationRow[];
  return rows
    .filter(({ key }) => entry.section !== "settings" || configurationSettings.includes(String(key)))
    .map((row) => Object.fromEntries(columns.map((property) => [property, row[property]])));
}

/** Files and comparisons have one order: that of making, then of ids. */
export function sorted(
  entry: Pick<ConfigurationTable, "key">,
  rows: Iterable<ConfigurationRow>,
): Map<string, ConfigurationRow> {
  const keyed = [...rows].map((row) => [rowId(entry, row), row] as const);
  const made = (row: ConfigurationRow) => (typeof row.createdAt === "number" ? row.createdAt : 0);
  return new Map(keyed.toSorted(([a, x], [b, y]) => made(x) - made(y) || (a < b ? -1 : Number(a > b))));
}

/** The oldest generation whose state is still known. */
export function oldestGeneration(tx: Reader): number {
  const row = tx
    .select({ generation: min(configurationGenerations.generation) })
    .from(configurationGenerations)
    .get();
  return row?.generation == null ? currentGeneration(tx) : row.generation - 1;
}

/** The configuration as a generation left it: what is in force, with everything undone that came later. */
export function stateAt(tx: Reader, generation: number): ConfigurationState {
  const current = currentGeneration(tx);
  if (generation > current || generation < oldestGeneration(tx)) {
    throw new ServiceError("notFound", { rule: rule("generationUnknown", { generation }) });
  }
  const state = new Map([...readState(tx)].map(([section, rows]) => [section, new Map(rows)]));
  const touched = new Set<ConfigurationSection>();
  const later = tx
    .select({
      section: configurationChanges.section,
      rowId: configurationChanges.rowId,
      before: configurationChanges.before,
      first: sql<number>`min(${configurationChanges.generation})`,
    })
    .from(configurationChanges)
    .where(gt(configurationChanges.generation, generation))
    .groupBy(configurationChanges.section, configurationChanges.rowId)
    .all();
  for (const { section, rowId: id, before } of later) {
    const entry = configurationTable(section);
    const rows = entry === undefined ? undefined : state.get(entry.section);
    if (entry === undefined || rows === undefined) continue;
    touched.add(entry.section);
    if (before === null) rows.delete(id);
    else rows.set(id, readStoredRow(entry, before));
  }
  for (const entry of configurationTables) {
    if (touched.has(entry.section)) state.set(entry.section, sorted(entry, state.get(entry.section)?.values() ?? []));
  }
  return state;
}

/** The rows that one generation changed, before and after it. */
export function changedRowsOf(tx: Reader, generation: number) {
  return tx
    .select()
    .from(configurationChanges)
    .where(eq(configurationChanges.generation, generation))
    .orderBy(asc(configurationChanges.section), asc(configurationChanges.rowId))
    .all()
    .flatMap(({ section, rowId: id, before, after }) => {
      const entry = configurationTable(section);
      if (entry === undefined) return [];
      const read = (json: string | null) => (json === null ? undefined : readStoredRow(entry, json));
      return [{ entry, id, before: read(before), after: read(after) }];
    });
}
