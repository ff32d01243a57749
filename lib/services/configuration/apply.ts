import { and, eq, getTableColumns, getTableName, type SQL } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { type ConfigurationRow, type ConfigurationTable, configurationTables } from "@/lib/db/configuration-tables";
import { loadBalancers } from "@/lib/db/schema";
import { type FieldError, rule } from "@/lib/model/rule";
import type { TraceEvent } from "@/lib/model/trace";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { emitTrace, type Mutation, type TraceEntry, withTransaction } from "../mutation";
import { refuse, requireWhole } from "./check";
import { idOf, nameOf, type RowChange, rowChanges } from "./diff";
import { requireUnprotected } from "./protection";
import { rowTrace } from "./row-trace";
import { type ConfigurationState, readState } from "./state";

export interface Applying {
  target: ConfigurationState;
  event: TraceEvent;
  /** What the event of the whole says. */
  after: unknown;
  /** The undoing of a change that nobody confirmed goes past the switches that protect. */
  anyway?: boolean;
  /** Further work in the same transaction. */
  also?: (mutation: Mutation) => unknown;
}

/**
 * Makes `target` the configuration: one transaction, one generation, one event for it and one for each object. Rows that
 * differ are taken out and put in anew, so that what they hold alone (addresses, names) can change hands.
 * @throws ServiceError with every object that breaks a rule; nothing is changed then
 */
export function applyState(ctx: Context, applying: Applying): { generation: number; changes: RowChange[] } {
  return withoutForeignKeys(ctx, () =>
    withTransaction(ctx, (mutation) => {
      const changes = writeState(ctx, mutation, applying);
      applying.also?.(mutation);
      return { generation: mutation.generation, changes };
    }),
  );
}

/** What {@link applyState} would do, or its refusal; nothing stays of it. */
export function tryState(ctx: Context, applying: Applying): RowChange[] {
  let changes: RowChange[] = [];
  withoutForeignKeys(ctx, () => {
    try {
      ctx.db.transaction((tx) => {
        changes = writeState(ctx, { tx, generation: 0, at: ctx.now(), changes: [] }, applying);
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
  });
  return changes;
}

class Undone extends Error {}

/** The checks of the database wait until all rows are written; it is asked for them then. */
function withoutForeignKeys<Result>(ctx: Context, run: () => Result): Result {
  const client = ctx.db.$client;
  if (client.inTransaction) throw new Error("a configuration is applied in a transaction of its own");
  client.pragma("foreign_keys = OFF");
  try {
    return run();
  } finally {
    client.pragma("foreign_keys = ON");
  }
}

function writeState(ctx: Context, mutation: Mutation, { target, event, after, anyway }: Applying): RowChange[] {
  const { tx } = mutation;
  const changes = rowChanges(readState(tx), target);
  if (!anyway) requireUnprotected(tx, changes);
  const kept = new Map(changes.map((change) => [change, runtimeOf(tx, change)]));
  for (const { entry, before } of changes)
    if (before !== undefined) tx.delete(entry.table).where(isRow(entry, before)).run();
  for (const change of changes) {
    if (change.after !== undefined) insertRow(mutation, change.entry, change.after, kept.get(change) ?? null);
  }
  requireReferences(ctx);
  requireWhole(ctx, mutation, target);
  const whole: TraceEntry["resource"] = { type: "configuration", id: String(mutation.generation), name: "" };
  emitTrace(mutation, ctx, { event, resource: whole, after });
  for (const change of changes) emitTrace(mutation, ctx, rowTrace(change));
  // Whatever stands under a load balancer may be new: all of them are of this generation.
  if (changes.length > 0) tx.update(loadBalancers).set({ generation: mutation.generation }).run();
  return changes;
}

function isRow(entry: ConfigurationTable, row: ConfigurationRow): SQL | undefined {
  const columns = getTableColumns(entry.table);
  return and(...entry.key.flatMap((property) => (columns[property] ? [eq(columns[property], row[property])] : [])));
}

/** How far the row came that stands there now. */
function runtimeOf(tx: Reader, { entry, before, after }: RowChange): ConfigurationRow | null {
  if (before === undefined || after === undefined) return null;
  const row = tx.select().from(entry.table).where(isRow(entry, before)).get();
  if (row === undefined) return null;
  const known = Object.keys(row).filter((property) => entry.runtime.includes(property));
  return Object.fromEntries(known.map((property) => [property, row[property]]));
}

function insertRow(
  { tx, generation, at }: Mutation,
  entry: ConfigurationTable,
  row: ConfigurationRow,
  runtime: ConfigurationRow | null,
): void {
  const columns = getTableColumns(entry.table);
  const values = {
    ...row,
    ...(runtime ?? entry.fresh(at)),
    ...(columns.generation ? { generation } : {}),
    ...(columns.updatedAt ? { updatedAt: runtime === null ? null : at } : {}),
  };
  try {
    tx.insert(entry.table).values(values).run();
  } catch (error) {
    // Two objects of a file with the same address, name or place.
    if (!/UNIQUE constraint/.test(String((error as Error).cause ?? error))) throw error;
    const path = `${entry.section} ${nameOf(row) || idOf(row)}`.trim();
    throw new ServiceError("conflict", { fields: [{ path, rule: rule("notUnique") }] });
  }
}

interface Violation {
  table: string;
  rowid: number;
  parent: string;
  fkid: number;
}

/**
 * References that lead nowhere: of the configuration they are refused, and of what holds fast to it (the users of a
 * project); what only hangs on it (states of alarms, tokens of a project) goes with what it hung on, as the database
 * would have done it.
 */
function requireReferences(ctx: Context): void {
  const client = ctx.db.$client;
  const tables = new Map(configurationTables.map(({ table, section }) => [getTableName(table), section]));
  const problems: FieldError[] = [];
  for (const { table, rowid, parent, fkid } of client.pragma("foreign_key_check") as Violation[]) {
    const section = tables.get(table);
    const keys = client.pragma(`foreign_key_list("${table}")`) as { id: number; from: string; on_delete: string }[];
    const key = keys.find(({ id }) => id === fkid);
    if (section !== undefined || (key?.on_delete !== "SET NULL" && key?.on_delete !== "CASCADE")) {
      const row = client.prepare(`SELECT * FROM "${table}" WHERE rowid = ?`).get(rowid) as ConfigurationRow;
      const path = `${section ?? table} ${nameOf(row) || idOf(row)}`.trim();
      problems.push({ path, rule: rule("danglingReference", { parent }) });
      continue;
    }
    if (key?.on_delete === "SET NULL") {
      client.prepare(`UPDATE "${table}" SET "${key.from}" = NULL WHERE rowid = ?`).run(rowid);
    } else client.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid);
  }
  refuse(problems);
}
