import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { ParsedLogQuery } from "@/lib/model/log-query";
import { Matcher } from "./matcher";
import { listSegments } from "./segments";
import type { LogOutput } from "./search";

const everyMs = 400;
/** Lines that are sent at one time at most: nobody reads more. */
const mostAtOnce = 100;
const mostBytes = 4 * 1024 * 1024;
const lineFeed = 10;

/** Sends the lines that come from now on until `signal` says so. What is more than anybody reads is counted instead. */
export async function tailLogs(
  directory: string,
  query: Pick<ParsedLogQuery, "text" | "loadBalancerId">,
  say: LogOutput,
  signal: AbortSignal,
): Promise<void> {
  const tail = new Tail(directory, new Matcher(query.text, query.loadBalancerId));
  tail.toEnd();
  while (!signal.aborted) {
    const { rows, dropped } = tail.read();
    if (rows.length > 0) await say({ type: "rows", rows });
    if (dropped > 0) await say({ type: "dropped", count: dropped });
    await pause(everyMs, signal);
  }
}

class Tail {
  /** How far each file was read. */
  private readonly offsets = new Map<string, number>();
  private readonly block = Buffer.allocUnsafe(mostBytes);

  constructor(
    private readonly directory: string,
    private readonly matcher: Matcher,
  ) {}

  /** What is there is not sent. */
  toEnd(): void {
    for (const { path, bytes } of listSegments(this.directory)) this.offsets.set(path, bytes);
  }

  /** New whole lines of all files, the newest first. */
  read(): { rows: string[]; dropped: number } {
    const rows: string[] = [];
    let dropped = 0;
    const segments = listSegments(this.directory);
    const paths = new Set(segments.map(({ path }) => path));
    for (const path of this.offsets.keys()) if (!paths.has(path)) this.offsets.delete(path);
    for (const { path, bytes } of segments) {
      const known = this.offsets.get(path) ?? 0;
      if (bytes <= known) continue;
      const from = Math.max(known, bytes - mostBytes);
      // What lies between is more than is shown.
      if (from > known) dropped += 1;
      dropped += this.readFile(path, from, from > known, rows);
    }
    rows.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    if (rows.length > mostAtOnce) dropped += rows.splice(mostAtOnce).length;
    return { rows, dropped };
  }

  private readFile(path: string, from: number, isCut: boolean, rows: string[]): number {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const fd = openSync(path, "r");
    let dropped = 0;
    try {
      const length = readSync(fd, this.block, 0, Math.min(mostBytes, size - from), from);
      const bytes = this.block.subarray(0, length);
      let at = isCut ? bytes.indexOf(lineFeed) + 1 : 0;
      for (let stop = bytes.indexOf(lineFeed, at); stop >= 0; stop = bytes.indexOf(lineFeed, at)) {
        if (this.matcher.matches(bytes, at, stop)) {
          if (rows.length < 10 * mostAtOnce) rows.push(bytes.toString("latin1", at, stop));
          else dropped += 1;
        }
        at = stop + 1;
      }
      this.offsets.set(path, from + at);
    } finally {
      closeSync(fd);
    }
    return dropped;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resume();
    }
  });
}
