import { equalsIgnoringCase } from "./bytes";

/** What a header line is to us. `forward` lines pass unread; the others are read or dropped. */
export const Field = {
  forward: 0,
  /** Hop-by-hop or replaced by our own: never forwarded. */
  drop: 1,
  host: 2,
  contentLength: 3,
  transferEncoding: 4,
  connection: 5,
  upgrade: 6,
  expect: 7,
  forwardedFor: 8,
  cookie: 9,
  keepAlive: 10,
  setCookie: 11,
} as const;

/** {@link Field} of a request header's name. */
export function requestField(bytes: Uint8Array, at: number, length: number): number {
  switch (length) {
    case 2:
      return equalsIgnoringCase(bytes, at, "te") ? Field.drop : Field.forward;
    case 4:
      return equalsIgnoringCase(bytes, at, "host") ? Field.host : Field.forward;
    case 6:
      if (equalsIgnoringCase(bytes, at, "cookie")) return Field.cookie;
      return equalsIgnoringCase(bytes, at, "expect") ? Field.expect : Field.forward;
    case 7:
      if (equalsIgnoringCase(bytes, at, "upgrade")) return Field.upgrade;
      return equalsIgnoringCase(bytes, at, "trailer") ? Field.drop : Field.forward;
    case 9:
      if (equalsIgnoringCase(bytes, at, "x-real-ip")) return Field.drop;
      return equalsIgnoringCase(bytes, at, "forwarded") ? Field.drop : Field.forward;
    case 10:
      if (equalsIgnoringCase(bytes, at, "connection")) return Field.connection;
      return equalsIgnoringCase(bytes, at, "keep-alive") ? Field.drop : Field.forward;
    case 14:
      if (equalsIgnoringCase(bytes, at, "content-length")) return Field.contentLength;
      return equalsIgnoringCase(bytes, at, "http2-settings") ? Field.drop : Field.forward;
    case 12:
      return equalsIgnoringCase(bytes, at, "x-ssl-issuer") ? Field.drop : Field.forward;
    case 15:
      if (isClientFact(bytes, at)) return Field.drop;
      return equalsIgnoringCase(bytes, at, "x-forwarded-for") ? Field.forwardedFor : Field.forward;
    case 16:
      if (equalsIgnoringCase(bytes, at, "proxy-connection")) return Field.drop;
      return equalsIgnoringCase(bytes, at, "x-forwarded-port") || equalsIgnoringCase(bytes, at, "x-forwarded-host")
        ? Field.drop
        : Field.forward;
    case 17:
      if (equalsIgnoringCase(bytes, at, "transfer-encoding")) return Field.transferEncoding;
      if (isClientFact(bytes, at)) return Field.drop;
      return equalsIgnoringCase(bytes, at, "x-forwarded-proto") ? Field.drop : Field.forward;
    case 18:
      return equalsIgnoringCase(bytes, at, "x-forwarded-elb-id") ? Field.drop : Field.forward;
    case 19:
    case 21:
    case 22:
    case 23:
      return isClientFact(bytes, at) ? Field.drop : Field.forward;
    default:
      return Field.forward;
  }
}

/** X-SSL-Client-…: what we alone say of a client's certificate; nobody may say it of himself. */
function isClientFact(bytes: Uint8Array, at: number): boolean {
  return equalsIgnoringCase(bytes, at, "x-ssl-client-");
}

/** {@link Field} of an answer header's name. */
export function responseField(bytes: Uint8Array, at: number, length: number): number {
  switch (length) {
    case 7:
      if (equalsIgnoringCase(bytes, at, "upgrade")) return Field.upgrade;
      return equalsIgnoringCase(bytes, at, "trailer") ? Field.drop : Field.forward;
    case 10:
      if (equalsIgnoringCase(bytes, at, "connection")) return Field.connection;
      if (equalsIgnoringCase(bytes, at, "keep-alive")) return Field.keepAlive;
      return equalsIgnoringCase(bytes, at, "set-cookie") ? Field.setCookie : Field.forward;
    case 14:
      return equalsIgnoringCase(bytes, at, "content-length") ? Field.contentLength : Field.forward;
    case 16:
      return equalsIgnoringCase(bytes, at, "proxy-connection") ? Field.drop : Field.forward;
    case 17:
      return equalsIgnoringCase(bytes, at, "transfer-encoding") ? Field.transferEncoding : Field.forward;
    default:
      return Field.forward;
  }
}
