import { ByteClass, classes } from "../http1/bytes";

/** What a field of a request is to us (RFC 9113 8.2, 8.3). */
export const FieldKind = {
  regular: 0,
  method: 1,
  scheme: 2,
  authority: 3,
  path: 4,
  cookie: 5,
  contentLength: 6,
  host: 7,
  /** Accepted and not passed on. */
  ignored: 8,
  /** The request is malformed. */
  malformed: 9,
} as const;

/** A field of a header block; made once, used as often as it is referred to. Characters are bytes. */
export class HeaderField {
  readonly kind: number;
  /** As a line of HTTP/1.1, for regular fields. */
  readonly line: string;

  constructor(
    readonly name: string,
    readonly value: string,
  ) {
    this.kind = isValue(value) ? kindOf(name, value) : FieldKind.malformed;
    this.line = this.kind === FieldKind.regular ? `${name}: ${value}\r\n` : "";
  }

  /** Its size in tables and lists of headers (RFC 7541 4.1). */
  get size(): number {
    return this.name.length + this.value.length + 32;
  }
}

function kindOf(name: string, value: string): number {
  switch (name) {
    case ":method":
      return FieldKind.method;
    case ":scheme":
      return FieldKind.scheme;
    case ":authority":
      return FieldKind.authority;
    case ":path":
      return FieldKind.path;
    case "cookie":
      return FieldKind.cookie;
    case "content-length":
      return FieldKind.contentLength;
    case "host":
      return FieldKind.host;
    case "te":
      return value === "trailers" ? FieldKind.ignored : FieldKind.malformed;
    // RFC 9113 8.2.2: fields of a connection have no place here.
    case "connection":
    case "keep-alive":
    case "proxy-connection":
    case "transfer-encoding":
    case "upgrade":
      return FieldKind.malformed;
    default:
      return isName(name) ? FieldKind.regular : FieldKind.malformed;
  }
}

/** A token without capitals; pseudo-header fields that we know are no regular ones. */
function isName(name: string): boolean {
  if (name.length === 0) return false;
  for (let i = 0; i < name.length; i++) {
    const byte = name.charCodeAt(i);
    if (((classes[byte] as number) & ByteClass.token) === 0 || (byte >= 65 && byte <= 90)) return false;
  }
  return true;
}

/** No control bytes, no white space at either end (RFC 9113 8.2.1). */
function isValue(value: string): boolean {
  const { length } = value;
  for (let i = 0; i < length; i++) {
    if (((classes[value.charCodeAt(i)] as number) & ByteClass.value) === 0) return false;
  }
  return length === 0 || !(isSpace(value.charCodeAt(0)) || isSpace(value.charCodeAt(length - 1)));
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}
