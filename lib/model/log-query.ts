import * as z from "zod";
import { rule } from "./rule";
import { Id } from "./text";

/** What a search can ask of a line, and of which part. */
export const logTerms = [
  "status",
  "method",
  "host",
  "path",
  "client",
  "server",
  "agent",
  "listener",
  "ms",
  "tries",
] as const;
export type LogTerm = (typeof logTerms)[number];

/** One word of a search: `path:/login`, `-status:2xx`, `ms:>500`, or free text where `term` is null. */
export interface LogFilter {
  term: LogTerm | null;
  /** Lines that have it are left out. */
  not: boolean;
  /** Without quotes; of a term several with commas between them. */
  value: string;
}

const word = /(-?)(?:([a-z]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/gy;

/** The words of a search. What names no known term is free text; nothing is refused while one types. */
export function readLogSearch(text: string): LogFilter[] {
  const filters: LogFilter[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] as string)) {
      at += 1;
      continue;
    }
    word.lastIndex = at;
    const found = word.exec(text);
    if (found === null) {
      // An open quote: the rest is one word.
      filters.push({ term: null, not: false, value: text.slice(at).replaceAll('"', "") });
      break;
    }
    at = word.lastIndex;
    filters.push(readWord(found));
  }
  return filters.filter(({ value }) => value !== "");
}

function readWord([whole, minus, name, quoted, plain]: RegExpExecArray): LogFilter {
  const term = logTerms.find((known) => known === name) ?? null;
  const value = quoted === undefined ? (plain ?? "") : quoted.replace(/\\(.)/g, "$1");
  if (term !== null) return { term, not: minus === "-", value };
  const isNot = minus === "-" && whole.length > 1;
  return { term: null, not: isNot, value: name === undefined ? value : `${name}:${value}` };
}

/** The same as text again. */
export function writeLogFilter({ term, not, value }: LogFilter): string {
  const safe = /^[^\s"-][^\s"]*$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
  return `${not ? "-" : ""}${term === null ? "" : `${term}:`}${safe}`;
}

const Time = z
  .number({ error: rule("logTime") })
  .int({ error: rule("logTime") })
  .min(0, { error: rule("logTime") });

export const mostLogRows = 500;

/** A search in one stream. Times in ms of the epoch, both inclusive. */
export const LogQuery = z
  .object({
    from: Time,
    to: Time,
    /** Words of {@link readLogSearch}. */
    text: z
      .string({ error: rule("text") })
      .max(1000, { error: rule("tooLong", { max: 1000 }) })
      .default(""),
    /** Lines of one load balancer only. */
    loadBalancerId: Id.optional(),
    limit: z.number().int().min(0).max(mostLogRows).default(200),
    /** Lines at `to` exactly that were shown before: the first so many are left out. */
    skip: z.number().int().min(0).default(0),
    /** Counts every line over the whole range; otherwise the search ends with the last row. */
    count: z.boolean().default(true),
    /** Counts the most frequent values too. */
    top: z.boolean().default(false),
  })
  .refine(({ from, to }) => from <= to, { error: rule("logTimeOrder"), path: ["to"] });
export type LogQuery = z.input<typeof LogQuery>;
export type ParsedLogQuery = z.output<typeof LogQuery>;

/** Classes of a histogram's bar: 1xx, 2xx, 3xx, 4xx, 5xx. */
export const logClasses = 5;

export const topTerms = ["path", "client", "status", "server"] as const;
export type TopTerm = (typeof topTerms)[number];

export interface TopValue {
  value: string;
  count: number;
  /** Answers 5xx among them. */
  failed: number;
}

export interface LogProgress {
  bytesDone: number;
  bytesTotal: number;
  /** Lines looked at, and those that match. */
  lines: number;
  matched: number;
  /** Of matching lines: bucket after bucket, each with {@link logClasses} numbers. Empty where nothing is counted. */
  buckets: number[];
}

/** What a search says, one JSON object a line. */
export type LogEvent =
  | { type: "start"; bytesTotal: number; from: number; to: number; bucketMs: number }
  /** Newest first. */
  | { type: "rows"; rows: string[] }
  /** Of a live tail: lines left out because more came than anybody reads. */
  | { type: "dropped"; count: number }
  | ({ type: "progress" } & LogProgress)
  /** `more`: there are older lines than those sent. `top` is null where it was not asked for. */
  | ({ type: "done"; more: boolean; top: Record<TopTerm, TopValue[]> | null; topIsPart: boolean } & LogProgress)
  | { type: "failed"; message: string };
