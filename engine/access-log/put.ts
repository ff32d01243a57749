/*
 * Bytes of a line are written straight into the buffer that goes to the disk: building a string of forty parts first
 * costs three times as much. Each gives the index after what it wrote; the room is the caller's care.
 */

const backslash = 92;
const zero = 48;
const dash = 45;

/** 1 for what stands in a quoted field as it is: printable ASCII but quotes and backslashes. */
const plain = new Uint8Array(256);
for (let byte = 0x20; byte < 0x7f; byte++) plain[byte] = byte === 34 || byte === backslash ? 0 : 1;

const hexDigits = Uint8Array.from("0123456789ABCDEF", (digit) => digit.charCodeAt(0));

/** What was made before. */
export function putBytes(out: Uint8Array, at: number, bytes: Uint8Array): number {
  if (bytes.length > 32) out.set(bytes, at);
  else for (let i = 0; i < bytes.length; i++) out[at + i] = bytes[i] as number;
  return at + bytes.length;
}

/** Text of ours, one byte a character. */
export function putText(out: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) out[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/**
 * Bytes of the network: all but printable ASCII, quotes and backslashes become `\xHH` (as nginx writes them), so that
 * nobody ends a field or a line but us. None at all: `-`.
 */
export function putQuotable(out: Uint8Array, at: number, bytes: Uint8Array, from: number, end: number): number {
  if (end <= from) {
    out[at] = dash;
    return at + 1;
  }
  for (let i = from; i < end; i++) {
    const byte = bytes[i] as number;
    if (plain[byte] === 1) out[at++] = byte;
    else {
      out[at] = backslash;
      out[at + 1] = 120;
      out[at + 2] = hexDigits[byte >> 4] as number;
      out[at + 3] = hexDigits[byte & 15] as number;
      at += 4;
    }
  }
  return at;
}

/** A whole number; below 0: `-`. */
export function putCount(out: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    out[at] = dash;
    return at + 1;
  }
  if (value > 0x7fff_ffff) return putText(out, at, String(value));
  let digits = 1;
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits += 1;
  let rest = value | 0;
  for (let i = at + digits - 1; i >= at; i--) {
    const next = (rest / 10) | 0;
    out[i] = zero + rest - next * 10;
    rest = next;
  }
  return at + digits;
}

/** ms as seconds with three digits behind the point, cut off; below 0: `-`. */
export function putSeconds(out: Uint8Array, at: number, ms: number): number {
  if (ms < 0) return putCount(out, at, -1);
  const whole = Math.floor(ms);
  const full = Math.floor(whole / 1000);
  return putThousandths(out, putCount(out, at, full), whole - full * 1000);
}

/** A point and three digits. */
export function putThousandths(out: Uint8Array, at: number, value: number): number {
  const tens = (value / 10) | 0;
  const hundreds = (value / 100) | 0;
  out[at] = 46;
  out[at + 1] = zero + hundreds;
  out[at + 2] = zero + tens - hundreds * 10;
  out[at + 3] = zero + value - tens * 10;
  return at + 4;
}
