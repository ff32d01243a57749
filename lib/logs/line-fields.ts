import { logFields } from "@/lib/model/log-line";

const space = 32;
const quote = 34;

/** Milliseconds of a line's first field, `1644819836.370`; -1: none is there. */
export function timeOfLine(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 15; i++) {
    const byte = bytes[i] as number;
    if (byte >= 48 && byte <= 57) value = value * 10 + byte - 48;
    else if (byte === space) return i - at < 11 ? -1 : value;
    else if (byte !== 46 || i !== at + 10) return -1;
  }
  return -1;
}

const comma = 44;
const colon = 58;

/** Where the item of a list ends that begins at `at`: at its comma, or where the list stops. Looks no further. */
export function endOfItem(bytes: Uint8Array, at: number, stop: number): number {
  while (at < stop && bytes[at] !== comma) at += 1;
  return at;
}

/** Where a request's host begins, behind `://`; -1: it is no request. Looks no further than `stop`. */
export function beginOfHost(bytes: Uint8Array, at: number, stop: number): number {
  for (let i = at; i + 2 < stop; i++)
    if (bytes[i] === colon && bytes[i + 1] === 47 && bytes[i + 2] === 47) return i + 3;
  return -1;
}

/** Where the fields of a line begin and end, quotes left out. One instance is used for all lines. */
export class LineFields {
  readonly begin = new Int32Array(logFields.length);
  readonly end = new Int32Array(logFields.length);

  /** Reads the line of `bytes` from `at` to its line feed at `stop`. False: it has not the fields of a line. */
  read(bytes: Uint8Array, at: number, stop: number): boolean {
    const { begin, end } = this;
    for (let field = 0; field < begin.length; field++) {
      const isQuoted = bytes[at] === quote;
      if (isQuoted) at += 1;
      const closing = isQuoted ? quote : space;
      let i = at;
      while (i < stop && bytes[i] !== closing) i += 1;
      if (i === at || (isQuoted && i === stop)) return false;
      begin[field] = at;
      end[field] = i;
      if (isQuoted) i += 1;
      if (i < stop && bytes[i] !== space) return false;
      if (i === stop) return field === begin.length - 1;
      at = i + 1;
    }
    return false;
  }
}
