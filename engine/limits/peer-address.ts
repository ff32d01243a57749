import { hashText, mix } from "@/engine/balancing/hash";
import type { AddressSet } from "@/engine/plan/plan";

/** An IPv4 address as an unsigned 32-bit number, or -1 when the text is something else. */
export function ipv4Number(text: string): number {
  let value = 0;
  let part = 0;
  let digits = 0;
  let parts = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (digits === 0 || part > 255) return -1;
      value = value * 256 + part;
      part = 0;
      digits = 0;
      parts += 1;
    } else if (code >= 48 && code <= 57) {
      part = part * 10 + code - 48;
      digits += 1;
    } else return -1;
  }
  return parts === 4 ? value : -1;
}

/** Whether a set lets a source pass; no set lets all, and what is no IPv4 address is in none. */
export function admits(set: AddressSet | null, source: number): boolean {
  return set === null || (source >= 0 && set.has(source));
}

/** Hash of a client for source-IP balancing. */
export function clientHash(address: string, number: number): number {
  return number >= 0 ? mix(number, 0x9e3779b9) : hashText(address);
}
