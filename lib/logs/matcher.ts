import { escapeLogText, logFieldIndex as field } from "@/lib/model/log-line";
import { type LogFilter, type LogTerm, readLogSearch } from "@/lib/model/log-query";
import { Glob } from "./glob";
import { beginOfHost, endOfItem, LineFields } from "./line-fields";

type FieldTest = (bytes: Buffer, fields: LineFields) => boolean;

/** Free text: exact where it has capitals, else in any case. */
interface Needle {
  bytes: Buffer;
  anyCase: boolean;
  not: boolean;
}

const slash = 47;
const question = 63;
const space = 32;

/** A search made ready: which lines have what its words ask for. */
export class Matcher {
  /** Bytes that every match has exactly so, the longest that is known; empty: none. */
  readonly needle: Uint8Array;
  private readonly needles: Needle[] = [];
  private readonly tests: FieldTest[] = [];
  private readonly fields = new LineFields();

  constructor(text: string, loadBalancerId?: string) {
    let needle: Uint8Array = Buffer.alloc(0);
    const need = (bytes: Uint8Array): void => {
      if (bytes.length > needle.length) needle = bytes;
    };
    for (const filter of readLogSearch(text)) {
      if (filter.term !== null) {
        this.tests.push(testOf(filter as LogFilter & { term: LogTerm }, need));
        continue;
      }
      const bytes = Buffer.from(escapeLogText(filter.value), "latin1");
      const anyCase = bytes.equals(lower(bytes));
      this.needles.push({ bytes, anyCase, not: filter.not });
      if (!filter.not && (!anyCase || !hasLetters(bytes))) need(bytes);
    }
    if (loadBalancerId !== undefined) {
      const glob = new Glob(`loadbalancer_${loadBalancerId}`);
      this.tests.push((bytes, { begin, end }) =>
        glob.matches(bytes, begin[field.lb_name] ?? 0, end[field.lb_name] ?? 0),
      );
      if (needle.length === 0) need(glob.needle);
    }
    this.needle = needle;
  }

  /** Every line matches. */
  get isAll(): boolean {
    return this.needles.length === 0 && this.tests.length === 0;
  }

  /** @param stop where the line's line feed is. */
  matches(bytes: Buffer, at: number, stop: number): boolean {
    for (const needle of this.needles) if (hasText(bytes, at, stop, needle) === needle.not) return false;
    if (this.tests.length === 0) return true;
    if (!this.fields.read(bytes, at, stop)) return false;
    for (const test of this.tests) if (!test(bytes, this.fields)) return false;
    return true;
  }
}

function hasText(bytes: Buffer, at: number, stop: number, { bytes: text, anyCase }: Needle): boolean {
  const first = text[0] as number;
  const last = stop - text.length;
  for (let i = at; i <= last; i++) {
    if (low(bytes[i] as number, anyCase) !== first) continue;
    let k = 1;
    while (k < text.length && low(bytes[i + k] as number, anyCase) === text[k]) k += 1;
    if (k === text.length) return true;
  }
  return false;
}

const lowered = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

function low(byte: number, anyCase: boolean): number {
  return anyCase ? (lowered[byte] as number) : byte;
}

function lower(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => lowered[byte] as number));
}

function hasLetters(bytes: Buffer): boolean {
  return bytes.some((byte) => byte >= 97 && byte <= 122);
}

function testOf(filter: LogFilter & { term: LogTerm }, need: (bytes: Uint8Array) => void): FieldTest {
  const { term, not, value } = filter;
  const values = value.split(",").filter((one) => one !== "");
  const anyOf = term === "ms" || term === "tries" ? numbers(term, values) : globs(term, values, not, need);
  return not ? (bytes, fields) => !anyOf(bytes, fields) : anyOf;
}

function globs(term: LogTerm, values: string[], not: boolean, need: (bytes: Uint8Array) => void): FieldTest {
  const parts = partsOf[term as keyof typeof partsOf];
  const patterns = values.map((value) => ({
    glob: new Glob(escapeLogText(term === "status" ? value.replaceAll(/x/gi, "*") : value)),
    // A path is meant without its query unless one is asked for.
    whole: value.includes("?"),
  }));
  const only = patterns.length === 1 ? patterns[0] : undefined;
  if (only !== undefined && !not && term !== "status") need(only.glob.needle);
  return (bytes, fields) => {
    for (const { glob, whole } of patterns) if (parts(bytes, fields, glob, whole)) return true;
    return false;
  };
}

type PartTest = (bytes: Buffer, fields: LineFields, glob: Glob, whole: boolean) => boolean;

const fieldIs =
  (index: number): PartTest =>
  (bytes, { begin, end }, glob) =>
    glob.matches(bytes, begin[index] as number, end[index] as number);

const requestPart =
  (part: "method" | "host" | "path"): PartTest =>
  (bytes, { begin, end }, glob, whole) => {
    const from = begin[field.request] as number;
    const stop = end[field.request] as number;
    const method = bytes.indexOf(space, from);
    if (method < 0 || method >= stop) return part === "path" && glob.matches(bytes, from, stop);
    if (part === "method") return glob.matches(bytes, from, method);
    const host = beginOfHost(bytes, method, stop);
    if (host < 0) return part === "path" && glob.matches(bytes, from, stop);
    let path = host;
    while (path < stop && bytes[path] !== slash && bytes[path] !== question && bytes[path] !== space) path += 1;
    if (part === "host") return glob.matches(bytes, host, path);
    const query = whole ? space : question;
    let close = path;
    while (close < stop && bytes[close] !== space && bytes[close] !== query) close += 1;
    return glob.matches(bytes, path, close);
  };

/** `127.0.0.1:80, 127.0.0.2:80`: one of them, with its port or without. */
const serverPart: PartTest = (bytes, { begin, end }, glob) => {
  const stop = end[field.upstream_addr] as number;
  for (let at = begin[field.upstream_addr] as number; at < stop; ) {
    const close = endOfItem(bytes, at, stop);
    const port = bytes.lastIndexOf(58, close);
    if (glob.matches(bytes, at, close) || glob.matches(bytes, at, port)) return true;
    at = close + 2;
  }
  return false;
};

/** The client's address without its port. */
const clientPart: PartTest = (bytes, { begin, end }, glob) => {
  const index = field["remote_addr:remote_port"];
  const stop = end[index] as number;
  return glob.matches(bytes, begin[index] as number, bytes.lastIndexOf(58, stop - 1));
};

const partsOf = {
  status: fieldIs(field.status),
  method: requestPart("method"),
  host: requestPart("host"),
  path: requestPart("path"),
  client: clientPart,
  server: serverPart,
  agent: fieldIs(field.http_user_agent),
  listener: fieldIs(field.listener_id),
} satisfies Record<Exclude<LogTerm, "ms" | "tries">, PartTest>;

/** `>500`, `>=500`, `<20`, `100-200` or `3`. */
function numbers(term: "ms" | "tries", values: string[]): FieldTest {
  const ranges = values.map(readRange);
  const valueOf = term === "ms" ? requestMs : tries;
  return (bytes, fields) => {
    const value = valueOf(bytes, fields);
    return ranges.some(({ least, most }) => value >= least && value <= most);
  };
}

function readRange(text: string): { least: number; most: number } {
  const found = /^(>=|<=|>|<)?(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text);
  if (found === null) return { least: 1, most: 0 };
  const [, sign, first, second] = found;
  const value = Number(first);
  if (second !== undefined) return { least: value, most: Number(second) };
  if (sign === ">") return { least: value + Number.EPSILON * value + 1e-9, most: Number.POSITIVE_INFINITY };
  if (sign === ">=") return { least: value, most: Number.POSITIVE_INFINITY };
  if (sign === "<") return { least: 0, most: value - 1e-9 };
  if (sign === "<=") return { least: 0, most: value };
  return { least: value, most: value };
}

/** `0.011` in ms. */
function requestMs(bytes: Buffer, { begin, end }: LineFields): number {
  let value = 0;
  for (let i = begin[field.request_time] as number; i < (end[field.request_time] as number); i++) {
    const byte = bytes[i] as number;
    if (byte !== 46) value = value * 10 + byte - 48;
  }
  return value;
}

function tries(bytes: Buffer, { begin, end }: LineFields): number {
  const from = begin[field.upstream_addr] as number;
  const stop = end[field.upstream_addr] as number;
  if (stop - from === 1) return 0;
  let count = 1;
  for (let i = from; i < stop; i++) if (bytes[i] === 44) count += 1;
  return count;
}
