import { ByteClass, classes } from "./bytes";

const colon = 58;

/**
 * Whether bytes are a host with an optional port (RFC 9110 7.2, RFC 3986 3.2.2): a name or IPv4 address, or an IPv6
 * address in brackets; no userinfo, not empty, a port of at most 5 digits up to 65535.
 */
export function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 300 || end === start) return false;
  let i = start;
  if (bytes[i] === 91) {
    i += 1;
    const from = i;
    while (i < end && bytes[i] !== 93) {
      const byte = bytes[i] as number;
      const hex = (byte >= 48 && byte <= 58) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
      if (!hex && byte !== 46) return false;
      i += 1;
    }
    if (i >= end || i - from < 2) return false;
    i += 1;
  } else {
    while (i < end && ((classes[bytes[i] as number] as number) & ByteClass.host) !== 0) i += 1;
    if (i === start) return false;
  }
  if (i === end) return true;
  if (bytes[i] !== colon || end - i > 6) return false;
  let port = 0;
  for (i += 1; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return false;
    port = port * 10 + digit;
  }
  return port <= 65_535;
}
