import { isIPv4 } from "node:net";
import { signature } from "./proxy-header";

/** Versions that a group may want. */
export type ProxyVersion = "v1" | "v2";

/** One end of the connection that a header tells of. */
export interface Endpoint {
  address: string;
  port: number;
}

/**
 * The header that tells a member who the client is and where it came in (K-17). A mixed pair is told as IPv6, the IPv4
 * address mapped. Without a client (our own health check) the member takes the connection as its peer's.
 */
export function proxyHeader(version: ProxyVersion, client: Endpoint | null, target: Endpoint): Buffer {
  return version === "v1" ? Buffer.from(lineOf(client, target), "latin1") : binaryOf(client, target);
}

function lineOf(client: Endpoint | null, target: Endpoint): string {
  if (client === null) return "PROXY UNKNOWN\r\n";
  const isV4 = isIPv4(client.address) && isIPv4(target.address);
  const [from, to] = isV4 ? [client.address, target.address] : [mapped(client.address), mapped(target.address)];
  return `PROXY TCP${isV4 ? 4 : 6} ${from} ${to} ${client.port} ${target.port}\r\n`;
}

function binaryOf(client: Endpoint | null, target: Endpoint): Buffer {
  if (client === null) return Buffer.concat([signature, Buffer.from([0x20, 0x00, 0, 0])]);
  const isV4 = isIPv4(client.address) && isIPv4(target.address);
  const size = isV4 ? 4 : 16;
  const header = Buffer.alloc(16 + 2 * size + 4);
  signature.copy(header);
  header[12] = 0x21;
  header[13] = isV4 ? 0x11 : 0x21;
  header.writeUInt16BE(2 * size + 4, 14);
  putAddress(header, 16, client.address, isV4);
  putAddress(header, 16 + size, target.address, isV4);
  header.writeUInt16BE(client.port, 16 + 2 * size);
  header.writeUInt16BE(target.port, 18 + 2 * size);
  return header;
}

function mapped(address: string): string {
  return isIPv4(address) ? `::ffff:${address}` : address;
}

function putAddress(header: Buffer, at: number, address: string, isV4: boolean): void {
  if (isV4) {
    for (const [index, part] of address.split(".").entries()) header[at + index] = Number(part);
    return;
  }
  for (const [index, group] of groupsOf(mapped(address)).entries()) header.writeUInt16BE(group, at + 2 * index);
}

/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const first = partsOf(head);
  if (tail === undefined) return first;
  const last = partsOf(tail);
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function partsOf(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    if (!part.includes(".")) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
