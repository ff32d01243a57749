import { X509Certificate } from "node:crypto";
import { PkiError } from "./refusal";

/** One `-----BEGIN label-----` part of a text. */
export interface PemBlock {
  label: string;
  der: Buffer;
  /** An encrypted key of the old kind: its lines before the base64 say so. */
  legacyEncrypted: boolean;
  /** As it stands, for keys that only OpenSSL's reader opens. */
  text: string;
}

const begin = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;

/** More parts than any chain has. */
const mostBlocks = 100;

/**
 * The PEM parts of a text in any of its variants (K-09): LF, CRLF or CR, blank lines, lines of any length, spaces
 * around lines, words between the parts, no last newline. Bytes that are no base64 make no part.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let from = 0;
  for (const { 0: opening, 1: label = "", index } of text.matchAll(begin)) {
    if (index < from) continue;
    const closing = `-----END ${label}-----`;
    const end = text.indexOf(closing, index);
    if (end < 0 || blocks.length === mostBlocks) break;
    from = end + closing.length;
    const whole = text.slice(index, from);
    const lines = whole
      .slice(opening.length, -closing.length)
      .split(/\r\n|\n|\r/)
      .map((line) => line.trim());
    const encoded = lines.filter((line) => !line.includes(":")).join("");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) continue;
    const legacyEncrypted = lines.some((line) => /^Proc-Type:.*ENCRYPTED/.test(line));
    blocks.push({ label, der: Buffer.from(encoded, "base64"), legacyEncrypted, text: whole });
  }
  return blocks;
}

/** 64 characters a line, one newline at the end (CE-01). */
export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Bytes that were sent as base64 without any PEM line; null: it is something else. */
export function bareBase64(text: string): Buffer | null {
  const packed = text.replace(/\s+/g, "");
  if (packed.length < 16 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  const bytes = Buffer.from(packed, "base64");
  return bytes[0] === 0x30 ? bytes : null;
}

export function readX509(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new PkiError("certificate", "certificateUnreadable");
  }
}
