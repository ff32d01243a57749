import { ByteClass, COLON, CR, classes, HTAB, LF, SP, equalsIgnoringCase } from "./bytes";
import { Field } from "./header-table";

/** Outcome of {@link HeaderLines.read} when it is not the index after the block. */
export const incomplete = 0;
export const malformed = -1;
export const tooMany = -2;

const stride = 4;

/**
 * The header lines of one head, found in a single pass over its bytes. Positions are indices into those bytes. Reused
 * for every message of a thread: what it tells is valid until the next read.
 */
export class HeaderLines {
  count = 0;
  /** First byte of the first line, and the first byte of the empty line that ends the block. */
  start = 0;
  end = 0;
  private readonly at: Int32Array;
  readonly field: Uint8Array;

  constructor(
    private readonly maximum: number,
    private readonly fieldOf: (bytes: Uint8Array, at: number, length: number) => number,
    private readonly dropUnderscores: boolean,
  ) {
    this.at = new Int32Array((maximum + 1) * stride);
    this.field = new Uint8Array(maximum + 1);
  }

  nameStart(line: number): number {
    return this.at[line * stride] as number;
  }

  nameEnd(line: number): number {
    return this.at[line * stride + 1] as number;
  }

  valueStart(line: number): number {
    return this.at[line * stride + 2] as number;
  }

  valueEnd(line: number): number {
    return this.at[line * stride + 3] as number;
  }

  /**
   * Reads a header block from `i` (RFC 9112 5), without obs-fold, bare CR or LF, white space around names, or control
   * bytes. Gives the index after the empty line, {@link incomplete}, {@link malformed} or {@link tooMany}.
   */
  read(bytes: Uint8Array, i: number, end: number): number {
    const { at, field, maximum } = this;
    let count = 0;
    this.start = i;
    for (;;) {
      if (i >= end) return incomplete;
      let byte = bytes[i] as number;
      if (byte === CR) {
        if (i + 1 >= end) return incomplete;
        if (bytes[i + 1] !== LF) return malformed;
        this.count = count;
        this.end = i;
        return i + 2;
      }
      const nameStart = i;
      let seen = 0;
      for (;;) {
        const bits = classes[byte] as number;
        if ((bits & ByteClass.token) === 0) break;
        seen |= bits;
        i += 1;
        if (i >= end) return incomplete;
        byte = bytes[i] as number;
      }
      if (byte !== COLON || i === nameStart) return malformed;
      const nameEnd = i;
      i += 1;
      while (i < end && (bytes[i] === SP || bytes[i] === HTAB)) i += 1;
      const valueStart = i;
      while (i < end && ((classes[bytes[i] as number] as number) & ByteClass.value) !== 0) i += 1;
      if (i >= end) return incomplete;
      if (bytes[i] !== CR) return malformed;
      let valueEnd = i;
      if (i + 1 >= end) return incomplete;
      if (bytes[i + 1] !== LF) return malformed;
      i += 2;
      if (count >= maximum) return tooMany;
      while (valueEnd > valueStart && (bytes[valueEnd - 1] === SP || bytes[valueEnd - 1] === HTAB)) valueEnd -= 1;
      const slot = count * stride;
      at[slot] = nameStart;
      at[slot + 1] = nameEnd;
      at[slot + 2] = valueStart;
      at[slot + 3] = valueEnd;
      field[count] =
        this.dropUnderscores && (seen & ByteClass.underscore) !== 0
          ? Field.drop
          : this.fieldOf(bytes, nameStart, nameEnd - nameStart);
      count += 1;
      at[count * stride] = i;
    }
  }

  /** One space before the value and none after it. */
  isCanonical(line: number): boolean {
    return this.valueStart(line) === this.nameEnd(line) + 2 && this.valueEnd(line) + 2 === this.nameStart(line + 1);
  }

  /** Marks lines named `name` (lower case) as dropped, unless we read or add them ourselves. */
  dropNamed(bytes: Buffer, name: string): void {
    for (let line = 0; line < this.count; line++) {
      if (this.field[line] !== Field.forward) continue;
      const start = this.nameStart(line);
      if (this.nameEnd(line) - start !== name.length) continue;
      if (equalsIgnoringCase(bytes, start, name)) this.field[line] = Field.drop;
    }
  }
}
