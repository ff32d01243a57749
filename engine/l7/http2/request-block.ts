import { maxRequestHead, maxRequestHeaders } from "../http1/limits";
import { FieldKind, type HeaderField } from "./header-field";

/** What became of a header block. */
export const BlockResult = {
  good: 0,
  /** The stream is reset: it is no request (RFC 9113 8.1.1). */
  malformed: 1,
  /** 431. */
  tooLarge: 2,
} as const;

/** What we say of SETTINGS_MAX_HEADER_LIST_SIZE. */
export const maxHeaderList = maxRequestHead;

/**
 * Turns the fields of a request into a head of HTTP/1.1, which the same reader judges that judges all others. What only
 * HTTP/2 knows is judged here (RFC 9113 8.2, 8.3). One instance a thread, valid until the next block.
 */
export class RequestBlock {
  /** Bytes of DATA that were announced, -1: none were. */
  contentLength = -1;
  private method = "";
  private scheme = "";
  private authority: string | null = null;
  private path = "";
  private host: string | null = null;
  private cookie = "";
  private lines = "";
  private size = 0;
  private count = 0;
  private sawRegular = false;
  private isMalformed = false;
  private isTooLarge = false;

  begin(): void {
    this.contentLength = -1;
    this.method = "";
    this.scheme = "";
    this.authority = null;
    this.path = "";
    this.host = null;
    this.cookie = "";
    this.lines = "";
    this.size = 0;
    this.count = 0;
    this.sawRegular = false;
    this.isMalformed = false;
    this.isTooLarge = false;
  }

  /** Takes the next field. Beyond the limit nothing is kept: a block may refer to a large field thousands of times. */
  take(field: HeaderField): void {
    this.size += field.size;
    this.count += 1;
    if (this.size > maxHeaderList || this.count > maxRequestHeaders + 4) this.isTooLarge = true;
    if (this.isTooLarge || this.isMalformed) return;
    const { kind, value } = field;
    if (kind >= FieldKind.method && kind <= FieldKind.path) {
      if (this.sawRegular || !this.takePseudo(kind, value)) this.isMalformed = true;
      return;
    }
    this.sawRegular = true;
    switch (kind) {
      case FieldKind.regular:
        this.lines += field.line;
        break;
      case FieldKind.cookie:
        // RFC 9113 8.2.3: crumbs become one line.
        this.cookie += this.cookie === "" ? value : `; ${value}`;
        break;
      case FieldKind.contentLength:
        if (this.contentLength >= 0 || !/^\d{1,15}$/.test(value)) this.isMalformed = true;
        else this.contentLength = Number(value);
        break;
      case FieldKind.host:
        if (this.host !== null) this.isMalformed = true;
        else this.host = value;
        break;
      case FieldKind.malformed:
        this.isMalformed = true;
    }
  }

  private takePseudo(kind: number, value: string): boolean {
    switch (kind) {
      case FieldKind.method:
        if (this.method !== "" || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value)) return false;
        this.method = value;
        return true;
      case FieldKind.scheme:
        if (this.scheme !== "" || !/^https?$/i.test(value)) return false;
        this.scheme = value;
        return true;
      case FieldKind.authority:
        if (this.authority !== null || /[^!-~]/.test(value)) return false;
        this.authority = value;
        return true;
      default:
        if (this.path !== "" || !/^(?:\/[!-~]*|\*)$/.test(value) || value.includes("#")) return false;
        this.path = value;
        return true;
    }
  }

  /** Judges the block as a request's head; `isWhole`: no body follows. */
  result(isWhole: boolean): number {
    // Without the fields beyond the limit nothing else can be judged.
    if (this.isTooLarge) return BlockResult.tooLarge;
    if (this.isMalformed || this.method === "") return BlockResult.malformed;
    if (this.method === "CONNECT") {
      // RFC 9113 8.5: neither scheme nor path. It is refused as in HTTP/1.1.
      return this.scheme === "" && this.path === "" && this.authority !== null
        ? BlockResult.good
        : BlockResult.malformed;
    }
    if (this.scheme === "" || this.path === "") return BlockResult.malformed;
    if (this.path === "*" && this.method !== "OPTIONS") return BlockResult.malformed;
    if ((this.authority ?? this.host ?? "") === "") return BlockResult.malformed;
    return isWhole && this.contentLength > 0 ? BlockResult.malformed : BlockResult.good;
  }

  /** Judges the block as trailers, which are dropped. */
  get areTrailers(): boolean {
    return !this.isMalformed && !this.hasPseudo;
  }

  private get hasPseudo(): boolean {
    return this.method !== "" || this.scheme !== "" || this.authority !== null || this.path !== "";
  }

  /** The head as HTTP/1.1. A body of unknown length comes in chunks. */
  head(isWhole: boolean): string {
    const { contentLength, method } = this;
    const target = method === "CONNECT" ? (this.authority ?? "") : this.path;
    const cookie = this.cookie === "" ? "" : `cookie: ${this.cookie}\r\n`;
    let framing = "";
    if (contentLength >= 0) framing = `content-length: ${contentLength}\r\n`;
    else if (!isWhole) framing = "transfer-encoding: chunked\r\n";
    // Some servers want a length from whoever may have a body (RFC 9110 8.6).
    else if (method === "POST" || method === "PUT" || method === "PATCH") framing = "content-length: 0\r\n";
    return `${method} ${target} HTTP/1.1\r\nHost: ${this.authority ?? this.host}\r\n${this.lines}${cookie}${framing}\r\n`;
  }
}
