import { latin1, writeLatin1 } from "../http1/bytes";
import { encodeHuffman, huffmanLength } from "./huffman";
import { staticNames, staticTable } from "./static-table";

/**
 * Encoded lines of answers, the same for all connections: nothing refers to a dynamic table, so that an answer costs a
 * connection no memory and answers leave in any order.
 */
const known = new Map<string, string>();
const maxKnown = 2048;
const maxKnownLine = 256;

/** Names that HTTP/2 has no use for (RFC 9113 8.2.2). */
const dropped = new Set(["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"]);
/** Values that nobody on the way may keep in a table (RFC 7541 7.1.3). */
const secret = new Set(["set-cookie", "authorization", "proxy-authorization"]);

const statuses = new Map(
  staticTable.flatMap(({ name, value }, at) =>
    name === ":status" ? [[value, String.fromCharCode(0x80 | (at + 1))] as const] : [],
  ),
);

/** Bytes, as characters, that say `:status`. */
function encodedStatus(status: string): string {
  return statuses.get(status) ?? `${String.fromCharCode(0x08)}${String.fromCharCode(status.length)}${status}`;
}

/**
 * The header block of an answer's head as HTTP/1.1 has it, status line and lines up to the empty one. Characters are
 * bytes. The head is one that we wrote: it is well-formed.
 */
export function encodeAnswer(head: string): string {
  let block = encodedStatus(head.slice(9, 12));
  let at = head.indexOf("\r\n") + 2;
  while (at < head.length) {
    let end = head.indexOf("\r\n", at);
    if (end < 0) end = head.length;
    if (end === at) break;
    block += encodedLine(head.slice(at, end));
    at = end + 2;
  }
  return block;
}

function encodedLine(line: string): string {
  const found = known.get(line);
  if (found !== undefined) return found;
  const colon = line.indexOf(":");
  const name = line.slice(0, colon).toLowerCase();
  const encoded = encodedField(name, line.slice(colon + 1).trim());
  if (line.length <= maxKnownLine && !secret.has(name)) {
    if (known.size >= maxKnown) known.clear();
    // A copy: a slice would keep the whole head alive.
    known.set(latin1(Buffer.from(line, "latin1"), 0, line.length), encoded);
  }
  return encoded;
}

/** A literal that no table keeps: its name by the static table's index where there is one. */
function encodedField(name: string, value: string): string {
  if (dropped.has(name)) return "";
  const index = staticNames.get(name) ?? 0;
  const out = Buffer.allocUnsafe(16 + 4 * (name.length + value.length));
  let at = putInteger(out, 0, index, 0x0f, secret.has(name) ? 0x10 : 0);
  if (index === 0) at = putString(out, at, name);
  at = putString(out, at, value);
  return latin1(out, 0, at);
}

function putString(out: Buffer, at: number, text: string): number {
  const packed = huffmanLength(text);
  if (packed < text.length) return encodeHuffman(text, out, putInteger(out, at, packed, 0x7f, 0x80));
  at = putInteger(out, at, text.length, 0x7f, 0);
  writeLatin1(out, text, at);
  return at + text.length;
}

/** RFC 7541 5.1. */
function putInteger(out: Buffer, at: number, value: number, mask: number, bits: number): number {
  if (value < mask) {
    out[at] = bits | value;
    return at + 1;
  }
  out[at++] = bits | mask;
  let left = value - mask;
  while (left >= 0x80) {
    out[at++] = 0x80 | (left & 0x7f);
    left >>>= 7;
  }
  out[at] = left;
  return at + 1;
}
