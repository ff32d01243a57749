import type { ProbeReport } from "@/lib/model/probe-report";
import type { HealthMonitorSpec } from "@/lib/wire/snapshot";
import type { ProbeOutcome } from "./machine";
import type { ProbeTrace } from "./probe";

const longestText = 512;

/** A probe as people read it. What a server sends is hostile: it is cut, and what is not printable becomes a dot. */
export function probeReport(
  { address, port }: { address: string; port: number },
  monitor: HealthMonitorSpec,
  result: ProbeOutcome & { trace?: ProbeTrace },
  durationMs: number,
): ProbeReport {
  const { trace } = result;
  const { type, timeoutMs } = monitor;
  const connectMs = trace?.connectMs ?? null;
  return {
    address,
    port,
    type,
    timeoutMs,
    source: trace?.source ?? "",
    connectMs: connectMs === null ? null : Math.round(connectMs * 10) / 10,
    sent: readable(trace?.sent ?? ""),
    received: readable(trace?.received ?? ""),
    expected: type === "HTTP" ? monitor.expectedCodes : "",
    durationMs,
    ok: result.ok,
    reason: result.ok ? "" : result.reason,
    detail: result.ok ? "" : result.detail,
  };
}

function readable(text: string): string {
  return text
    .slice(0, longestText)
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^ -~\n]/g, ".");
}
