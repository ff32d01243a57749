import type Database from "better-sqlite3";

/** Ids of rows that were updated, or `all`: rows came, went, or too many changed to name them. */
export type ChangedRows = ReadonlySet<string> | "all";

const mostIds = 2_000;
const noRows: ReadonlySet<string> = new Set();
const logs = new WeakMap<Database.Database, Map<string, Set<string> | "all">>();

/**
 * Has SQLite tell of every row of these tables that changes through this connection, those that foreign keys change
 * included. The triggers are temporary: they are the connection's, and migrations know nothing of them. Each table has
 * a primary key `id`.
 */
export function watchRows(client: Database.Database, tables: readonly string[]): void {
  const log = new Map<string, Set<string> | "all">();
  logs.set(client, log);
  client.function("row_changed", (table: string, id: string | null) => {
    const known = log.get(table);
    if (known === "all") return null;
    if (id === null || (known !== undefined && known.size >= mostIds)) log.set(table, "all");
    else if (known === undefined) log.set(table, new Set([id]));
    else known.add(id);
    return null;
  });
  for (const table of tables) {
    log.set(table, "all");
    for (const [verb, id] of [
      ["insert", "NULL"],
      ["update", "OLD.id"],
      ["delete", "NULL"],
    ]) {
      client.exec(
        `CREATE TEMP TRIGGER watch_${table}_${verb} AFTER ${verb} ON main.${table}
         BEGIN SELECT row_changed('${table}', ${id}); END`,
      );
    }
  }
}

/** What changed in a table since {@link forgetChangedRows}, or may have: a change that was undone counts too. */
export function changedRows(client: Database.Database, table: string): ChangedRows {
  const log = logs.get(client);
  return log === undefined ? "all" : (log.get(table) ?? noRows);
}

export function forgetChangedRows(client: Database.Database, table: string): void {
  logs.get(client)?.delete(table);
}
