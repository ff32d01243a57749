import { ByteClass, CR, classes, COLON, hexValue, LF, SEMICOLON } from "./bytes";
import { maxChunkExtensions, maxChunkLine, maxTrailers } from "./limits";

const State = {
  sizeStart: 0,
  size: 1,
  extension: 2,
  sizeLf: 3,
  data: 4,
  dataCr: 5,
  dataLf: 6,
  lineStart: 7,
  trailerName: 8,
  trailerValue: 9,
  trailerLf: 10,
  endLf: 11,
  done: 12,
} as const;

/**
 * Validates a chunked body (RFC 9112 7.1) and compacts what may be passed on into the front of the bytes given:
 * either the same chunks without extensions and trailers, or the data alone. Partial size lines are held back, so no
 * byte leaves before its line is known to be right.
 */
export class ChunkedReader {
  /** What may be passed on after {@link read}: `prefix`, then bytes from `outStart` to `outEnd`. */
  prefix = "";
  outStart = 0;
  outEnd = 0;
  /** Data bytes so far, without framing. */
  dataBytes = 0;
  private state: number = State.sizeStart;
  private left = 0;
  private digits = 0;
  private lineBytes = 0;
  private extensionBytes = 0;
  private trailerBytes = 0;
  private decode = false;

  /** @param decode true: data alone is passed on. */
  reset(decode: boolean): void {
    this.prefix = "";
    this.outStart = 0;
    this.outEnd = 0;
    this.dataBytes = 0;
    this.state = State.sizeStart;
    this.left = 0;
    this.digits = 0;
    this.lineBytes = 0;
    this.extensionBytes = 0;
    this.trailerBytes = 0;
    this.decode = decode;
  }

  get done(): boolean {
    return this.state === State.done;
  }

  /** Reads up to the body's end. Gives the index after the last byte read, or -1 when the body is malformed. */
  read(bytes: Buffer, from: number, end: number): number {
    const { decode } = this;
    let state = this.state;
    let i = from;
    let out = from;
    // Bytes from `keep` on are passed on and not yet moved to `out`; -1: none. Size lines are moved when complete.
    let keep = from;
    if (state !== State.data && (decode || (state !== State.dataCr && state !== State.dataLf && state !== State.endLf)))
      keep = -1;
    // First byte and end of the digits of a size line that began in these bytes.
    let line = -1;
    let lineDigitsEnd = -1;
    this.prefix = "";
    while (i < end && state !== State.done) {
      const byte = bytes[i] as number;
      switch (state) {
        case State.sizeStart: {
          const value = hexValue[byte] as number;
          if (value < 0) return -1;
          if (keep >= 0) out = move(bytes, out, keep, i);
          keep = -1;
          line = i;
          this.left = value;
          this.digits = 1;
          this.lineBytes = 1;
          state = State.size;
          i += 1;
          break;
        }
        case State.size: {
          const value = hexValue[byte] as number;
          if (value >= 0) {
            this.digits += 1;
            this.left = this.left * 16 + value;
            if (this.digits > 16 || this.left > Number.MAX_SAFE_INTEGER) return -1;
          } else {
            lineDigitsEnd = i;
            if (byte === CR) state = State.sizeLf;
            else if (byte === SEMICOLON) state = State.extension;
            else return -1;
          }
          this.lineBytes += 1;
          i += 1;
          break;
        }
        case State.extension:
          if (byte === CR) state = State.sizeLf;
          else if (((classes[byte] as number) & ByteClass.value) === 0) return -1;
          this.lineBytes += 1;
          this.extensionBytes += 1;
          if (this.lineBytes > maxChunkLine || this.extensionBytes > maxChunkExtensions) return -1;
          i += 1;
          break;
        case State.sizeLf:
          if (byte !== LF) return -1;
          i += 1;
          if (!decode) {
            if (line < 0) this.prefix = `${this.left.toString(16)}\r\n`;
            else {
              out = move(bytes, out, line, lineDigitsEnd);
              out = move(bytes, out, i - 2, i);
            }
          }
          line = -1;
          if (this.left === 0) state = State.lineStart;
          else {
            keep = i;
            state = State.data;
          }
          break;
        case State.data: {
          const take = Math.min(this.left, end - i);
          this.left -= take;
          this.dataBytes += take;
          i += take;
          if (this.left === 0) {
            if (decode) {
              out = move(bytes, out, keep, i);
              keep = -1;
            }
            state = State.dataCr;
          }
          break;
        }
        case State.dataCr:
          if (byte !== CR) return -1;
          state = State.dataLf;
          i += 1;
          break;
        case State.dataLf:
          if (byte !== LF) return -1;
          state = State.sizeStart;
          i += 1;
          break;
        case State.lineStart:
          if (byte === CR) {
            if (!decode) keep = i;
            state = State.endLf;
          } else if (((classes[byte] as number) & ByteClass.token) !== 0) state = State.trailerName;
          else return -1;
          i += 1;
          break;
        case State.trailerName:
          if (byte === COLON) state = State.trailerValue;
          else if (((classes[byte] as number) & ByteClass.token) === 0) return -1;
          this.trailerBytes += 1;
          if (this.trailerBytes > maxTrailers) return -1;
          i += 1;
          break;
        case State.trailerValue:
          if (byte === CR) state = State.trailerLf;
          else if (((classes[byte] as number) & ByteClass.value) === 0) return -1;
          this.trailerBytes += 1;
          if (this.trailerBytes > maxTrailers) return -1;
          i += 1;
          break;
        case State.trailerLf:
          if (byte !== LF) return -1;
          this.trailerBytes += 2;
          state = State.lineStart;
          i += 1;
          break;
        default:
          if (byte !== LF) return -1;
          state = State.done;
          i += 1;
      }
    }
    this.state = state;
    if (keep >= 0) out = move(bytes, out, keep, i);
    this.outStart = from;
    this.outEnd = out;
    return i;
  }
}

/** Moves bytes from `keep` to `until` to the front at `out`; gives the new front. */
function move(bytes: Buffer, out: number, keep: number, until: number): number {
  if (out !== keep && until > keep) bytes.copyWithin(out, keep, until);
  return out + (until - keep);
}
