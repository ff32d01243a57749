import { equalsIgnoringCase, latin1 } from "./http1/bytes";
import type { RequestHead } from "./http1/request-head";

/** Most bytes that are kept of a header, and of a request line that could not be read. */
const maxHeader = 2048;
const maxBrokenLine = 1024;
/** Room that is kept from request to request. */
const keptBytes = 4096;
const firstBytes = 256;

/**
 * What the log tells of a request's head, as the client sent it: nothing is escaped. The parts stand one after another
 * in `bytes`, each up to its end; an empty one: the request has no such header, or could not be read. Bytes, because
 * strings of them would be made for nothing but to be written again. Read only for connections that are logged.
 */
export class RequestFacts {
  bytes = Buffer.allocUnsafeSlow(firstBytes);
  /** Minor version of HTTP/1 as it was sent, 2: HTTP/2, -1: the request could not be read. */
  minor = -1;
  methodEnd = 0;
  hostEnd = 0;
  /** Path and query, or `*`. */
  targetEnd = 0;
  userAgentEnd = 0;
  refererEnd = 0;
  /** All X-Forwarded-For lines, joined. */
  forwardedForEnd = 0;
  /** Of a request that could not be read: its first line as far as it is there. */
  brokenLineEnd = 0;

  read(head: RequestHead, bytes: Buffer, minor: number): void {
    const { lines } = head;
    this.minor = minor;
    let agent = -1;
    let referer = -1;
    for (let line = 0; line < lines.count; line++) {
      const at = lines.nameStart(line);
      const length = lines.nameEnd(line) - at;
      if (length === 10 && equalsIgnoringCase(bytes, at, "user-agent")) agent = line;
      else if (length === 7 && equalsIgnoringCase(bytes, at, "referer")) referer = line;
    }
    this.methodEnd = this.copy(bytes, head.methodStart, head.methodEnd, 0);
    if (head.authorityStart >= 0)
      this.hostEnd = this.copy(bytes, head.authorityStart, head.authorityEnd, this.methodEnd);
    else this.hostEnd = this.copyValue(head, bytes, head.hostLine, this.methodEnd);
    this.targetEnd = this.copy(bytes, head.targetStart, head.targetEnd, this.hostEnd);
    this.userAgentEnd = this.copyValue(head, bytes, agent, this.targetEnd);
    this.refererEnd = this.copyValue(head, bytes, referer, this.userAgentEnd);
    this.forwardedForEnd = head.hasForwardedFor ? this.copyForwardedFor(head, bytes) : this.refererEnd;
    this.brokenLineEnd = this.forwardedForEnd;
  }

  /** What was no request, from `start`. */
  readBroken(bytes: Buffer, start: number, end: number): void {
    this.forget();
    const text = latin1(bytes, start, Math.min(end, start + maxBrokenLine)).trimStart();
    const line = Buffer.from(/[^\r\n]*/.exec(text)?.[0] ?? "", "latin1");
    this.brokenLineEnd = this.copy(line, 0, line.length, 0);
  }

  forget(): void {
    if (this.bytes.length > keptBytes) this.bytes = Buffer.allocUnsafeSlow(firstBytes);
    this.minor = -1;
    this.methodEnd = 0;
    this.hostEnd = 0;
    this.targetEnd = 0;
    this.userAgentEnd = 0;
    this.refererEnd = 0;
    this.forwardedForEnd = 0;
    this.brokenLineEnd = 0;
  }

  private copyForwardedFor(head: RequestHead, bytes: Buffer): number {
    const { lines } = head;
    const begin = this.refererEnd;
    let to = begin;
    for (let line = 0; line < lines.count; line++) {
      const at = lines.nameStart(line);
      if (lines.nameEnd(line) - at !== 15 || !equalsIgnoringCase(bytes, at, "x-forwarded-for")) continue;
      if (to > begin) to = this.copy(comma, 0, comma.length, to);
      to = Math.min(this.copyValue(head, bytes, line, to), begin + maxHeader);
    }
    return to;
  }

  private copyValue(head: RequestHead, bytes: Buffer, line: number, to: number): number {
    if (line < 0) return to;
    const from = head.lines.valueStart(line);
    return this.copy(bytes, from, Math.min(head.lines.valueEnd(line), from + maxHeader), to);
  }

  private copy(bytes: Uint8Array, from: number, end: number, to: number): number {
    const after = to + end - from;
    if (after > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * after);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    const own = this.bytes;
    for (let i = from; i < end; i++) own[to + i - from] = bytes[i] as number;
    return after;
  }
}

const comma = Buffer.from(", ");
