import { stringify } from "csv-stringify/sync";
import { logFields, readLogLine } from "@/lib/model/log-line";
import type { ParsedLogQuery } from "@/lib/model/log-query";
import { Matcher } from "./matcher";
import { listSegments } from "./segments";
import { WorkerCursor } from "./worker-cursor";

/** Writes text to whoever exports; a promise is waited for. */
export type TextOutput = (text: string) => Promise<void> | void;

/**
 * All matching lines, the newest first, as they are or as a table of the 32 fields. Lines of several workers are put in
 * order as far as the pieces that are read at one time reach.
 */
export async function exportLogs(
  directory: string,
  query: ParsedLogQuery,
  format: "raw" | "csv",
  write: TextOutput,
): Promise<void> {
  const segments = listSegments(directory);
  const matcher = new Matcher(query.text, query.loadBalancerId);
  const keepAll = { line: () => true };
  const cursors = [...new Set(segments.map(({ worker }) => worker))].map(
    (worker) =>
      new WorkerCursor(
        segments.filter((one) => one.worker === worker),
        query,
        matcher,
        keepAll,
      ),
  );
  if (format === "csv") await write(stringify([[...logFields]]));
  for (;;) {
    const open = cursors.filter((cursor) => !cursor.isOver);
    const next = open.reduce<WorkerCursor | undefined>(
      (best, cursor) => (best === undefined || cursor.newest > best.newest ? cursor : best),
      undefined,
    );
    next?.step();
    const unread = cursors.reduce((newest, cursor) => Math.max(newest, cursor.newest), Number.NEGATIVE_INFINITY);
    const rows = cursors.flatMap((cursor) =>
      cursor.rows.splice(cursor.rows.findIndex(({ time }) => time >= unread) >>> 0),
    );
    rows.sort((a, b) => b.time - a.time);
    if (rows.length > 0) await write(format === "raw" ? rows.map(({ text }) => `${text}\n`).join("") : tableOf(rows));
    if (next === undefined) break;
    await new Promise((resume) => setImmediate(resume));
  }
}

function tableOf(rows: { text: string }[]): string {
  const values = rows.flatMap(({ text }) => {
    const line = readLogLine(text);
    return line === null ? [] : [logFields.map((name) => safeCell(line.fields[name]))];
  });
  return values.length === 0 ? "" : stringify(values);
}

/** A cell that a spreadsheet would take for a formula begins with a quote. */
function safeCell(text: string): string {
  return text.length > 1 && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
