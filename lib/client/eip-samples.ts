import type { LiveWindow } from "@/lib/model/live";
import { readEipValues } from "@/lib/model/metric";

/** One second of an EIP. */
export interface EipSecond {
  at: number;
  /** Null: no sample. */
  inMbps: number | null;
  outMbps: number | null;
  /** In the direction that waited longer. */
  waitedMs: number;
  /** Datagrams of both directions. */
  dropped: number;
}

const holeMs = 2500;

/** Seconds of an EIP; one that a window leaves out carried nothing, a missing window is a gap. */
export function eipSeconds(windows: readonly LiveWindow[], id: string): EipSecond[] {
  const seconds: EipSecond[] = [];
  let previous: number | undefined;
  for (const { at, eips } of windows) {
    if (previous !== undefined && at - previous > holeMs) {
      seconds.push({ at: previous + 1000, inMbps: null, outMbps: null, waitedMs: 0, dropped: 0 });
    }
    const values = readEipValues(eips?.[id] ?? []);
    seconds.push({
      at,
      inMbps: (values.bytesIn * 8) / 1e6,
      outMbps: (values.bytesOut * 8) / 1e6,
      waitedMs: Math.min(1000, Math.max(values.waitedInMs, values.waitedOutMs)),
      dropped: values.droppedIn + values.droppedOut,
    });
    previous = at;
  }
  return seconds;
}
