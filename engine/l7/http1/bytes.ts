/** Classes of a byte, as bits of {@link classes}. */
export const ByteClass = { token: 1, value: 2, target: 4, host: 8, digit: 16, underscore: 32 } as const;

/** Class bits of every byte: token (RFC 9110 5.6.2), field value (5.5), request target, host (RFC 3986 3.2.2). */
export const classes: Uint8Array = build();

function build(): Uint8Array {
  const table = new Uint8Array(256);
  const mark = (characters: string, bit: number): void => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)]! |= bit;
  };
  const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  mark(`${alphanumeric}!#$%&'*+-.^_\`|~`, ByteClass.token);
  mark(`${alphanumeric}-._~!$&'()*+;=%`, ByteClass.host);
  mark("0123456789", ByteClass.digit);
  mark("_", ByteClass.underscore);
  for (let byte = 0x21; byte <= 0x7e; byte++) if (byte !== 0x23) table[byte]! |= ByteClass.target;
  for (let byte = 0x20; byte <= 0xff; byte++) if (byte !== 0x7f) table[byte]! |= ByteClass.value;
  table[0x09]! |= ByteClass.value;
  return table;
}

/** Value of a hexadecimal digit, or -1. */
export const hexValue: Int8Array = buildHex();

function buildHex(): Int8Array {
  const table = new Int8Array(256).fill(-1);
  for (let i = 0; i < 16; i++) {
    table[i.toString(16).charCodeAt(0)] = i;
    table[i.toString(16).toUpperCase().charCodeAt(0)] = i;
  }
  return table;
}

export const CR = 13;
export const LF = 10;
export const SP = 32;
export const HTAB = 9;
export const COLON = 58;
export const SEMICOLON = 59;

/** Whether bytes from `at` are `word`, which is in lower case, in any case. The range is the caller's care. */
export function equalsIgnoringCase(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[at + i] as number;
    const lower = byte >= 65 && byte <= 90 ? byte | 32 : byte;
    if (lower !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** Bytes as a string of characters 0–255: one call into C++, without the checks of `toString`. */
export function latin1(bytes: Buffer, start: number, end: number): string {
  return (bytes as Latin1Bytes).latin1Slice(start, end);
}

/** Puts a string of characters 0–255 into bytes from `at`; the room is the caller's care. */
export function writeLatin1(bytes: Buffer, text: string, at: number): void {
  (bytes as Latin1Bytes).latin1Write(text, at, text.length);
}

/** Node has them; its types do not. */
type Latin1Bytes = Buffer & {
  latin1Slice(start: number, end: number): string;
  latin1Write(text: string, at: number, length: number): number;
};
