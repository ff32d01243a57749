import { ByteClass, CR, classes, equalsIgnoringCase, LF, SP, latin1 } from "./bytes";
import { HeaderLines, incomplete, malformed, tooMany } from "./header-lines";
import { Field, requestField } from "./header-table";
import { isHost } from "./host";
import { maxConnection, maxConnectionOptions, maxRequestHead, maxRequestHeaders, maxTarget } from "./limits";
import { parseLength, tokenList } from "./list-value";

/** Methods that are told apart; every other token is `other` and forwarded as it is. */
export const Method = {
  other: 0,
  get: 1,
  head: 2,
  post: 3,
  put: 4,
  delete: 5,
  options: 6,
  trace: 7,
  connect: 8,
} as const;

export const BodyFraming = { none: 0, length: 1, chunked: 2, untilClose: 3 } as const;

const longestMethod = 32;

/**
 * Reads a request's head in one way or refuses it (threats: HTTP/1.1, rows 1–35). One instance a thread; its fields
 * describe the last head that was read and are valid until the next.
 */
export class RequestHead {
  readonly lines = new HeaderLines(maxRequestHeaders, requestField, true);
  method: number = Method.other;
  methodStart = 0;
  methodEnd = 0;
  /** Path and query as the member gets them; empty for an absolute target without a path. */
  targetStart = 0;
  targetEnd = 0;
  /** Authority of an absolute target, or -1: it replaces Host (RFC 9112 3.2.2). */
  authorityStart = -1;
  authorityEnd = -1;
  /** Minor version: 0 or 1; later minors are read as 1. */
  minor = 1;
  /** The request line can be forwarded as it came. */
  plainLine = true;
  hostLine = -1;
  framing: number = BodyFraming.none;
  contentLength = 0;
  /** Content-Length has leading zeros or other white space than usual: it is written anew (row 4). */
  rewriteLength = false;
  keepAlive = true;
  expectContinue = false;
  /** The protocol of a forwarded upgrade, or empty. */
  upgrade = "";
  hasForwardedFor = false;
  hasCookie = false;
  /** End of the head: index after the empty line. */
  end = 0;

  /**
   * Reads a head from `start`. Gives the index after it, 0 when more bytes are needed, or the refusal's status
   * negated (-400, -405, -414, -417, -431, -501, -505): answer it and close.
   */
  parse(bytes: Buffer, start: number, end: number): number {
    const status = this.requestLine(bytes, start, end);
    if (status <= 0) return status === 0 && end - start > maxRequestHead ? -431 : status;
    const { lines } = this;
    const after = lines.read(bytes, status, end);
    if (after <= 0) {
      if (after === incomplete) return end - start > maxRequestHead ? -431 : 0;
      return after === tooMany ? -431 : malformed * 400;
    }
    if (after - start > maxRequestHead) return -431;
    this.end = after;
    const refusal = this.interpret(bytes);
    return refusal === 0 ? after : refusal;
  }

  /** Index of the first header line, 0 when more is needed, or a status negated. */
  private requestLine(bytes: Buffer, start: number, end: number): number {
    let i = start;
    if (bytes[i] === CR) {
      // RFC 9112 2.2: one empty line before a request is ignored.
      if (i + 1 >= end) return 0;
      if (bytes[i + 1] !== LF) return -400;
      i += 2;
    }
    this.methodStart = i;
    while (i < end && ((classes[bytes[i] as number] as number) & ByteClass.token) !== 0) i += 1;
    if (i - this.methodStart > longestMethod) return -400;
    if (i >= end) return 0;
    if (bytes[i] !== SP || i === this.methodStart) return -400;
    this.methodEnd = i;
    i += 1;
    const target = i;
    while (i < end && ((classes[bytes[i] as number] as number) & ByteClass.target) !== 0) i += 1;
    if (i - target > maxTarget) return -414;
    if (i >= end) return 0;
    if (bytes[i] !== SP || i === target) return -400;
    const targetEnd = i;
    i += 1;
    // "HTTP/1.1" CRLF, judged as far as it is there.
    for (let k = 0; k < 5; k++) {
      if (i + k >= end) return 0;
      if (bytes[i + k] !== httpSlash.charCodeAt(k)) return -400;
    }
    if (i + 8 > end) return 0;
    const major = (bytes[i + 5] as number) - 48;
    const minor = (bytes[i + 7] as number) - 48;
    if (major < 0 || major > 9 || minor < 0 || minor > 9 || bytes[i + 6] !== 46) return -400;
    if (i + 8 < end && bytes[i + 8] !== CR) return -400;
    if (i + 9 < end && bytes[i + 9] !== LF) return -400;
    this.method = methodOf(bytes, this.methodStart, this.methodEnd);
    // The HTTP/2 preface is not a request of another version but another protocol (row 26).
    if (major !== 1) return major === 0 || isPreface(bytes, this.methodStart, this.methodEnd) ? -400 : -505;
    if (this.method === Method.connect || this.method === Method.trace) return -405;
    if (i + 10 > end) return 0;
    this.minor = minor === 0 ? 0 : 1;
    this.plainLine = minor === 1;
    return this.target(bytes, target, targetEnd) ? i + 10 : -400;
  }

  private target(bytes: Buffer, start: number, end: number): boolean {
    this.targetStart = start;
    this.targetEnd = end;
    this.authorityStart = -1;
    this.authorityEnd = -1;
    if (bytes[start] === 47) return true;
    this.plainLine = false;
    if (bytes[start] === 42) {
      this.plainLine = this.minor === 1;
      return end - start === 1 && this.method === Method.options;
    }
    let authority = -1;
    if (end - start > 7 && equalsIgnoringCase(bytes, start, "http://")) authority = start + 7;
    else if (end - start > 8 && equalsIgnoringCase(bytes, start, "https://")) authority = start + 8;
    if (authority < 0) return false;
    let i = authority;
    while (i < end && bytes[i] !== 47 && bytes[i] !== 63) i += 1;
    if (!isHost(bytes, authority, i)) return false;
    this.authorityStart = authority;
    this.authorityEnd = i;
    this.targetStart = i;
    return true;
  }

  private interpret(bytes: Buffer): number {
    const { lines } = this;
    this.framing = BodyFraming.none;
    this.contentLength = 0;
    this.rewriteLength = false;
    this.keepAlive = this.minor === 1;
    this.expectContinue = false;
    this.upgrade = "";
    this.hasForwardedFor = false;
    this.hasCookie = false;
    this.hostLine = -1;
    let lengthLine = -1;
    let codingLine = -1;
    let upgradeLine = -1;
    let expectLine = -1;
    let connection = "";
    for (let line = 0; line < lines.count; line++) {
      switch (lines.field[line] as number) {
        case Field.host:
          if (this.hostLine >= 0) return -400;
          if (!isHost(bytes, lines.valueStart(line), lines.valueEnd(line))) return -400;
          this.hostLine = line;
          break;
        case Field.contentLength:
          if (lengthLine >= 0) return -400;
          lengthLine = line;
          break;
        case Field.transferEncoding:
          if (codingLine >= 0) return -400;
          codingLine = line;
          break;
        case Field.connection:
          connection += `${latin1(bytes, lines.valueStart(line), lines.valueEnd(line))},`;
          break;
        case Field.upgrade:
          if (upgradeLine >= 0) return -400;
          upgradeLine = line;
          break;
        case Field.expect:
          if (expectLine >= 0) return -400;
          expectLine = line;
          break;
        case Field.forwardedFor:
          this.hasForwardedFor = true;
          break;
        case Field.cookie:
          this.hasCookie = true;
          break;
      }
    }
    if (this.hostLine < 0 && this.minor === 1) return -400;
    if (codingLine >= 0) {
      const refusal = this.coding(bytes, codingLine, lengthLine);
      if (refusal !== 0) return refusal;
    } else if (lengthLine >= 0) {
      const start = lines.valueStart(lengthLine);
      const length = parseLength(bytes, start, lines.valueEnd(lengthLine));
      if (length < 0) return -400;
      this.contentLength = length;
      this.rewriteLength =
        !lines.isCanonical(lengthLine) || (bytes[start] === 48 && lines.valueEnd(lengthLine) - start > 1);
      if (length > 0) this.framing = BodyFraming.length;
    }
    if (expectLine >= 0) {
      const value = latin1(bytes, lines.valueStart(expectLine), lines.valueEnd(expectLine)).toLowerCase();
      if (value !== "100-continue") return -417;
      this.expectContinue = this.minor === 1 && this.framing !== BodyFraming.none;
    }
    return connection === "" ? 0 : this.connection(bytes, connection, upgradeLine);
  }

  /** Rows 1, 5, 6, 7: the one token `chunked`, once, without Content-Length, in HTTP/1.1. */
  private coding(bytes: Buffer, line: number, lengthLine: number): number {
    if (lengthLine >= 0 || this.minor === 0) return -400;
    const start = this.lines.valueStart(line);
    const end = this.lines.valueEnd(line);
    if (end - start === 7 && equalsIgnoringCase(bytes, start, "chunked")) {
      this.framing = BodyFraming.chunked;
      return 0;
    }
    return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(latin1(bytes, start, end)) ? -501 : -400;
  }

  private connection(bytes: Buffer, value: string, upgradeLine: number): number {
    if (value === "close,") {
      this.keepAlive = false;
      return 0;
    }
    if (value === "keep-alive,") {
      this.keepAlive = true;
      return 0;
    }
    const tokens = value.length > maxConnection ? null : tokenList(value);
    if (tokens === null || tokens.length > maxConnectionOptions) return -400;
    let close = false;
    let upgrade = false;
    for (const token of tokens) {
      if (token === "close") close = true;
      else if (token === "keep-alive") this.keepAlive = true;
      else if (token === "upgrade") upgrade = true;
      else this.lines.dropNamed(bytes, token);
    }
    if (close) this.keepAlive = false;
    if (upgrade && upgradeLine >= 0 && this.minor === 1 && this.framing === BodyFraming.none) {
      const { lines } = this;
      const protocol = latin1(bytes, lines.valueStart(upgradeLine), lines.valueEnd(upgradeLine));
      // Rows 30, 33: h2c and other versions of HTTP or TLS are dropped and the request goes on as a plain one.
      if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(protocol) && !/^(h2c?|h3|tls|http)$/i.test(protocol))
        this.upgrade = protocol;
    }
    return 0;
  }
}

const httpSlash = "HTTP/";

function isPreface(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && bytes[start] === 80 && bytes[start + 1] === 82 && bytes[start + 2] === 73;
}

function methodOf(bytes: Buffer, start: number, end: number): number {
  switch (end - start) {
    case 3:
      if (bytes[start] === 71 && bytes[start + 1] === 69 && bytes[start + 2] === 84) return Method.get;
      return bytes[start] === 80 && bytes[start + 1] === 85 && bytes[start + 2] === 84 ? Method.put : Method.other;
    case 4:
      if (bytes[start] === 80) return latin1(bytes, start, end) === "POST" ? Method.post : Method.other;
      return latin1(bytes, start, end) === "HEAD" ? Method.head : Method.other;
    case 5:
      // Members may read these two in any case; neither reaches one.
      return equalsIgnoringCase(bytes, start, "trace") ? Method.trace : Method.other;
    case 6:
      return latin1(bytes, start, end) === "DELETE" ? Method.delete : Method.other;
    case 7: {
      if (equalsIgnoringCase(bytes, start, "connect")) return Method.connect;
      return latin1(bytes, start, end) === "OPTIONS" ? Method.options : Method.other;
    }
    default:
      return Method.other;
  }
}

/** Whether a repeated request has the effect of one (RFC 9110 9.2.2). */
export function isIdempotent(method: number): boolean {
  return (
    method === Method.get ||
    method === Method.head ||
    method === Method.put ||
    method === Method.delete ||
    method === Method.options
  );
}
