/** Matches a part of a buffer with a pattern whose `*` stand for any bytes; the whole part has to match. */
export class Glob {
  private readonly parts: Uint8Array[];
  private readonly shortest: number;

  /** @param pattern one character a byte. */
  constructor(pattern: string) {
    this.parts = pattern.split("*").map((part) => Buffer.from(part, "latin1"));
    this.shortest = this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  /** Its longest part that has to be there. */
  get needle(): Uint8Array {
    return this.parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
  }

  matches(bytes: Uint8Array, begin: number, end: number): boolean {
    const { parts } = this;
    if (end - begin < this.shortest) return false;
    const first = parts[0] as Uint8Array;
    if (parts.length === 1) return end - begin === first.length && isAt(bytes, begin, first);
    const last = parts[parts.length - 1] as Uint8Array;
    if (!isAt(bytes, begin, first) || !isAt(bytes, end - last.length, last)) return false;
    let at = begin + first.length;
    const stop = end - last.length;
    for (let i = 1; i < parts.length - 1; i++) {
      const part = parts[i] as Uint8Array;
      while (at + part.length <= stop && !isAt(bytes, at, part)) at += 1;
      if (at + part.length > stop) return false;
      at += part.length;
    }
    return true;
  }
}

function isAt(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false;
  return true;
}
