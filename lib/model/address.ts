import ipaddr from "ipaddr.js";
import * as z from "zod";
import { rule } from "./rule";

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4Pattern = new RegExp(`^${octet}(\\.${octet}){3}$`);

/** Dotted IPv4 without leading zeros; anything else is refused rather than reinterpreted. */
export function isIpv4(value: string): boolean {
  return ipv4Pattern.test(value);
}

const metadataAddresses = new Set(["100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"]);

/** Where clouds tell a machine its own keys: the link's own range and what some of them use besides. */
export function isMetadataAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` also unwraps ::ffff:169.254.169.254.
  const parsed = ipaddr.process(address);
  return [parsed, ...embedded(parsed)].some(
    (one) => one.range() === "linkLocal" || metadataAddresses.has(one.toString()),
  );
}

/** IPv4 addresses that gateways take out of IPv6 ones: 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056), ::/96 (RFC 4291). */
function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4[] {
  if (!(address instanceof ipaddr.IPv6)) return [];
  const bytes = address.toByteArray();
  const leading = bytes.slice(0, 12);
  const isZero = leading.every((byte) => byte === 0);
  const last = isZero || address.range() === "rfc6052" ? [new ipaddr.IPv4(bytes.slice(12))] : [];
  return address.range() === "6to4" ? [new ipaddr.IPv4(bytes.slice(2, 6))] : last;
}

export const Ipv4 = z.string({ error: rule("ipv4") }).refine(isIpv4, { error: rule("ipv4") });

/** Unsigned 32-bit number of a dotted IPv4 address. */
export function ipv4ToNumber(address: string): number {
  let value = 0;
  for (const part of address.split(".")) value = value * 256 + Number(part);
  return value;
}

export function numberToIpv4(value: number): string {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join(".");
}

export interface Cidr {
  first: number;
  last: number;
  prefix: number;
}

/** `10.0.0.0/8`, or a bare address as a /32; null when it is neither. Host bits may be set. */
export function parseCidr(value: string): Cidr | null {
  const [address = "", prefixText, ...rest] = value.split("/");
  if (rest.length > 0 || !isIpv4(address)) return null;
  if (prefixText !== undefined && !/^(3[0-2]|[12]?\d)$/.test(prefixText)) return null;
  const prefix = prefixText === undefined ? 32 : Number(prefixText);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(ipv4ToNumber(address) / size) * size;
  return { first, last: first + size - 1, prefix };
}

export function cidrContains(cidr: Cidr, address: string): boolean {
  const value = ipv4ToNumber(address);
  return value >= cidr.first && value <= cidr.last;
}

export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function formatCidr(cidr: Cidr): string {
  return `${numberToIpv4(cidr.first)}/${cidr.prefix}`;
}

/** IPv4 address or CIDR of a whitelist (AC-03). */
export const Ipv4OrCidr = z
  .string({ error: rule("ipv4OrCidr") })
  .trim()
  .refine((value) => parseCidr(value) !== null, { error: rule("ipv4OrCidr") });

/** CIDR with its prefix written, normalised to its first address. */
export const NetworkCidr = z
  .string({ error: rule("cidr") })
  .trim()
  .refine((value) => value.includes("/") && parseCidr(value) !== null, { error: rule("cidr") })
  .transform((value) => formatCidr(parseCidr(value) as Cidr));

/** Address of a backend server: IPv4, or IPv6 in any valid form, normalised. */
export const MemberAddress = z
  .string({ error: rule("ipAddress") })
  .trim()
  .refine((value) => isIpv4(value) || (value.includes(":") && ipaddr.IPv6.isValid(value)), { error: rule("ipAddress") })
  .transform((value) => (isIpv4(value) ? value : ipaddr.IPv6.parse(value).toString()));
