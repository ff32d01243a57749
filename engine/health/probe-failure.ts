import { isOwnTrouble } from "@/engine/sys/descriptors";
import type { ProbeResult } from "./probe";

const reasons: Record<string, string> = {
  ECONNREFUSED: "CONNECT_REFUSED",
  ECONNRESET: "RESET",
  EPIPE: "RESET",
  ETIMEDOUT: "CONNECT_TIMEOUT",
  EHOSTUNREACH: "UNREACHABLE",
  ENETUNREACH: "UNREACHABLE",
  EHOSTDOWN: "UNREACHABLE",
  EADDRNOTAVAIL: "UNREACHABLE",
  EACCES: "UNREACHABLE",
  EPERM: "UNREACHABLE",
  EINVAL: "UNREACHABLE",
};

/** Failure of a probe from a socket's error. */
export function failureOf(error: NodeJS.ErrnoException, place: string): ProbeResult {
  const code = error.code ?? "ERROR";
  if (isOwnTrouble(code)) return { inconclusive: code };
  return { ok: false, reason: reasons[code] ?? code, detail: `${place}: ${error.message}` };
}

export function failure(reason: string, detail: string): ProbeResult {
  return { ok: false, reason, detail };
}

/** `address:port`, an IPv6 address in brackets. */
export function placeOf({ address, port }: { address: string; port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
