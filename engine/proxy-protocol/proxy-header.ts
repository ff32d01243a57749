import { isIPv6 } from "node:net";
import { admitsChecksum } from "./checksum";

/** Bytes that begin a version 2 header. */
export const signature = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
const textStart = Buffer.from("PROXY ", "latin1");
/** Longest version 1 line, CRLF included. */
const maxLine = 107;
/** Bytes after the first 16 of a version 2 header that are read; senders stay far below. */
const maxBody = 2048;

export const incomplete = 0;
export const malformed = -1;

/**
 * Reads a PROXY protocol header, version 1 or 2 (haproxy.org, proxy-protocol.txt): one reading, or a refusal. One
 * instance a thread; its fields are valid until the next {@link parse}.
 */
export class ProxyHeader {
  /** The announced client; empty: none is announced (LOCAL, UNKNOWN) and the peer stands for itself. */
  address = "";
  port = 0;

  /** Index after the header, {@link incomplete} or {@link malformed}. */
  parse(bytes: Buffer, end: number): number {
    this.address = "";
    this.port = 0;
    if (startsAs(bytes, end, textStart)) return end < textStart.length ? incomplete : this.parseLine(bytes, end);
    if (startsAs(bytes, end, signature)) return end < 16 ? incomplete : this.parseBinary(bytes, end);
    return malformed;
  }

  private parseLine(bytes: Buffer, end: number): number {
    const feed = bytes.subarray(0, Math.min(end, maxLine)).indexOf(10);
    if (feed < 0) return end >= maxLine ? malformed : incomplete;
    if (bytes[feed - 1] !== 13) return malformed;
    const line = bytes.toString("latin1", textStart.length, feed - 1);
    if (line === "UNKNOWN" || line.startsWith("UNKNOWN ")) return feed + 1;
    const words = line.split(" ");
    if (words.length !== 5) return malformed;
    const [family = "", source = "", target = "", sourcePort = "", targetPort = ""] = words;
    const isAddress = family === "TCP4" ? isPlainIpv4 : family === "TCP6" ? isPlainIpv6 : null;
    if (isAddress === null || !isAddress(source) || !isAddress(target)) return malformed;
    if (!isPort(sourcePort) || !isPort(targetPort)) return malformed;
    this.address = source;
    this.port = Number(sourcePort);
    return feed + 1;
  }

  private parseBinary(bytes: Buffer, end: number): number {
    const command = bytes[12] as number;
    const family = bytes[13] as number;
    const size = bytes.readUInt16BE(14);
    if ((command !== 0x20 && command !== 0x21) || size > maxBody) return malformed;
    const after = 16 + size;
    if (end < after) return incomplete;
    // LOCAL: whatever family stands there is to be ignored.
    if (command === 0x20) return after;
    const addresses = family === 0x00 ? 0 : family === 0x11 ? 12 : family === 0x21 ? 36 : -1;
    if (addresses < 0 || addresses > size || !admitsExtras(bytes, 16 + addresses, after)) return malformed;
    if (family === 0x11) {
      this.address = `${bytes[16]}.${bytes[17]}.${bytes[18]}.${bytes[19]}`;
      this.port = bytes.readUInt16BE(24);
    } else if (family === 0x21) {
      this.address = ipv6Text(bytes, 16);
      this.port = bytes.readUInt16BE(48);
    }
    return after;
  }
}

/** As far as the bytes go, they are those of `word`. */
function startsAs(bytes: Buffer, end: number, word: Buffer): boolean {
  const size = Math.min(end, word.length);
  for (let i = 0; i < size; i++) if (bytes[i] !== word[i]) return false;
  return true;
}

/** Type-length-value fields fill the rest exactly, and a checksum among them is right. */
function admitsExtras(bytes: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at < end) {
    if (end - at < 3) return false;
    const size = bytes.readUInt16BE(at + 1);
    if (at + 3 + size > end) return false;
    if (bytes[at] === 0x03 && (size !== 4 || !admitsChecksum(bytes, end, at + 3))) return false;
    at += 3 + size;
  }
  return true;
}

/** Without leading zeros, which some read as octal. */
function isPlainIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isPlainIpv6(text: string): boolean {
  return /^[0-9A-Fa-f:.]+$/.test(text) && isIPv6(text);
}

function isPort(text: string): boolean {
  return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535;
}

function ipv6Text(bytes: Buffer, at: number): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(bytes.readUInt16BE(at + i).toString(16));
  return groups.join(":");
}
