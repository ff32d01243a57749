import { CR, LF, SP, equalsIgnoringCase, latin1 } from "./bytes";
import { HeaderLines, incomplete } from "./header-lines";
import { Field, responseField } from "./header-table";
import { maxResponseHead, maxResponseHeaders } from "./limits";
import { parseLength, tokenList } from "./list-value";
import { BodyFraming } from "./request-head";

/**
 * Reads the head of a member's answer in one way or says that it cannot be (threats: row 36). One instance a thread;
 * its fields describe the last head that was read.
 */
export class ResponseHead {
  readonly lines = new HeaderLines(maxResponseHeaders, responseField, false);
  status = 0;
  /** First byte of the status line's code; the reason follows it. */
  codeStart = 0;
  minor = 1;
  framing: number = BodyFraming.none;
  contentLength = 0;
  hasLength = false;
  /** Content-Length is not in its usual form: it is written anew. */
  rewriteLength = false;
  /** The member's connection may carry another request. */
  keepAlive = true;
  private closes = false;
  /** Seconds of the member's `Keep-Alive: timeout=`, or -1. */
  keepAliveHint = -1;
  hasSetCookie = false;
  upgradeLine = -1;
  end = 0;

  /** Index after the head, 0 when more bytes are needed, -1 when it is not HTTP that can be read in one way only. */
  parse(bytes: Buffer, start: number, end: number, isHeadRequest: boolean): number {
    let i = start;
    const available = end - start;
    for (let k = 0; k < 7; k++) {
      if (k >= available) return 0;
      if (bytes[i + k] !== httpOne.charCodeAt(k)) return -1;
    }
    if (available < 13) return available > 8 && bytes[i + 8] !== SP ? -1 : 0;
    this.minor = (bytes[i + 7] as number) - 48;
    if (this.minor < 0 || this.minor > 9 || bytes[i + 8] !== SP) return -1;
    i += 9;
    this.codeStart = i;
    const status =
      ((bytes[i] as number) - 48) * 100 + ((bytes[i + 1] as number) - 48) * 10 + ((bytes[i + 2] as number) - 48);
    if (!isDigit(bytes[i]) || !isDigit(bytes[i + 1]) || !isDigit(bytes[i + 2]) || status < 100) return -1;
    this.status = status;
    i += 3;
    if (bytes[i] !== SP && bytes[i] !== CR) return -1;
    while (i < end && bytes[i] !== CR) {
      const byte = bytes[i] as number;
      if ((byte < 0x20 && byte !== 9) || byte === 0x7f) return -1;
      i += 1;
    }
    if (i + 1 >= end) return available > maxResponseHead ? -1 : 0;
    if (bytes[i + 1] !== LF) return -1;
    const after = this.lines.read(bytes, i + 2, end);
    if (after <= 0) return after === incomplete && available <= maxResponseHead ? 0 : -1;
    if (after - start > maxResponseHead) return -1;
    this.end = after;
    return this.interpret(bytes, isHeadRequest) ? after : -1;
  }

  private interpret(bytes: Buffer, isHeadRequest: boolean): boolean {
    const { lines } = this;
    this.keepAlive = this.minor >= 1;
    this.closes = false;
    this.keepAliveHint = -1;
    this.hasSetCookie = false;
    this.hasLength = false;
    this.rewriteLength = false;
    this.contentLength = 0;
    this.upgradeLine = -1;
    let codingLine = -1;
    for (let line = 0; line < lines.count; line++) {
      switch (lines.field[line] as number) {
        case Field.contentLength: {
          if (this.hasLength) return false;
          const length = parseLength(bytes, lines.valueStart(line), lines.valueEnd(line));
          if (length < 0) return false;
          this.hasLength = true;
          this.rewriteLength =
            !lines.isCanonical(line) ||
            (bytes[lines.valueStart(line)] === 48 && lines.valueEnd(line) - lines.valueStart(line) > 1);
          this.contentLength = length;
          break;
        }
        case Field.transferEncoding:
          if (codingLine >= 0) return false;
          codingLine = line;
          break;
        case Field.connection:
          this.connection(bytes, line);
          break;
        case Field.keepAlive: {
          const hint = /timeout=(\d{1,6})/i.exec(latin1(bytes, lines.valueStart(line), lines.valueEnd(line)));
          if (hint !== null) this.keepAliveHint = Number(hint[1]);
          break;
        }
        case Field.setCookie:
          this.hasSetCookie = true;
          break;
        case Field.upgrade:
          this.upgradeLine = line;
          break;
      }
    }
    // RFC 9112 9.3: close wins over keep-alive.
    if (this.closes) this.keepAlive = false;
    return this.frame(bytes, codingLine, isHeadRequest);
  }

  /** RFC 9112 6.3. */
  private frame(bytes: Buffer, codingLine: number, isHeadRequest: boolean): boolean {
    const { status, lines } = this;
    if (codingLine >= 0) {
      const start = lines.valueStart(codingLine);
      if (lines.valueEnd(codingLine) - start !== 7 || !equalsIgnoringCase(bytes, start, "chunked")) return false;
      if (this.minor === 0) return false;
      if (this.hasLength) this.keepAlive = false;
    }
    if (status < 200 || status === 204 || status === 304 || isHeadRequest) {
      // A body after a 204 cannot be told from the next answer: the connection ends here.
      if (status === 204 && (codingLine >= 0 || this.contentLength > 0)) this.keepAlive = false;
      this.framing = BodyFraming.none;
    } else if (codingLine >= 0) this.framing = BodyFraming.chunked;
    else if (this.hasLength) this.framing = this.contentLength === 0 ? BodyFraming.none : BodyFraming.length;
    else {
      this.framing = BodyFraming.untilClose;
      this.keepAlive = false;
    }
    return true;
  }

  private connection(bytes: Buffer, line: number): void {
    const { lines } = this;
    const start = lines.valueStart(line);
    const length = lines.valueEnd(line) - start;
    if (length === 10 && equalsIgnoringCase(bytes, start, "keep-alive")) {
      this.keepAlive = true;
      return;
    }
    if (length === 5 && equalsIgnoringCase(bytes, start, "close")) {
      this.closes = true;
      return;
    }
    for (const token of tokenList(latin1(bytes, start, start + length)) ?? ["close"]) {
      if (token === "close") this.closes = true;
      else if (token === "keep-alive") this.keepAlive = true;
      else if (token !== "upgrade") lines.dropNamed(bytes, token);
    }
  }
}

const httpOne = "HTTP/1.";

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
