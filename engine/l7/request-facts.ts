import { equalsIgnoringCase, latin1 } from "./http1/bytes";
import type { RequestHead } from "./http1/request-head";

/** Most bytes of a request line that could not be read that are kept. */
const maxBrokenLine = 1024;

/**
 * What the log tells of a request's head, as the client sent it: nothing is escaped. Empty texts: the request has no
 * such header, or could not be read. Read only for connections that are logged.
 */
export class RequestFacts {
  method = "";
  /** Path and query, or `*`. */
  target = "";
  /** Minor version of HTTP/1 as it was sent, -1: the request could not be read. */
  minor = -1;
  host = "";
  userAgent = "";
  referer = "";
  forwardedFor = "";
  /** Of a request that could not be read: its first line as far as it is there. */
  brokenLine = "";

  read(head: RequestHead, bytes: Buffer): void {
    this.method = latin1(bytes, head.methodStart, head.methodEnd);
    this.target = latin1(bytes, head.targetStart, head.targetEnd);
    this.minor = head.minor;
    this.host = head.authorityStart >= 0 ? latin1(bytes, head.authorityStart, head.authorityEnd) : "";
    this.userAgent = "";
    this.referer = "";
    this.forwardedFor = "";
    this.brokenLine = "";
    const { lines } = head;
    for (let line = 0; line < lines.count; line++) {
      const at = lines.nameStart(line);
      switch (lines.nameEnd(line) - at) {
        case 4:
          if (this.host === "" && equalsIgnoringCase(bytes, at, "host")) this.host = valueOf(head, bytes, line);
          break;
        case 7:
          if (equalsIgnoringCase(bytes, at, "referer")) this.referer = valueOf(head, bytes, line);
          break;
        case 10:
          if (equalsIgnoringCase(bytes, at, "user-agent")) this.userAgent = valueOf(head, bytes, line);
          break;
        case 15:
          if (equalsIgnoringCase(bytes, at, "x-forwarded-for")) {
            const value = valueOf(head, bytes, line);
            this.forwardedFor = this.forwardedFor === "" ? value : `${this.forwardedFor}, ${value}`;
          }
      }
    }
  }

  /** What was no request, from `start`. */
  readBroken(bytes: Buffer, start: number, end: number): void {
    this.forget();
    const text = latin1(bytes, start, Math.min(end, start + maxBrokenLine));
    const line = /[^\r\n]*/.exec(text.trimStart());
    this.brokenLine = line === null ? "" : line[0];
  }

  forget(): void {
    this.method = "";
    this.target = "";
    this.minor = -1;
    this.host = "";
    this.userAgent = "";
    this.referer = "";
    this.forwardedFor = "";
    this.brokenLine = "";
  }
}

function valueOf(head: RequestHead, bytes: Buffer, line: number): string {
  return latin1(bytes, head.lines.valueStart(line), head.lines.valueEnd(line));
}
