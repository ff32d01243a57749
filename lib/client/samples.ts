import type { LiveWindow } from "@/lib/model/live";
import {
  type MemberValues,
  type MetricPoint,
  readTraffic,
  trafficFields,
  type TrafficValues,
} from "@/lib/model/metric";

/** Windows kept: five minutes of one second each. */
export const windowsKept = 300;
export const windowMs = 1000;
/** Two windows further apart than this have a hole between them. */
const holeMs = 2500;

/** The newest windows in order of time; what repeats or comes late is left out. */
export function appendWindow(windows: readonly LiveWindow[], window: LiveWindow): readonly LiveWindow[] {
  const last = windows.at(-1);
  if (last !== undefined && window.at <= last.at) return windows;
  const oldest = window.at - windowsKept * windowMs;
  return [...windows.filter((one) => one.at > oldest).slice(1 - windowsKept), window];
}

const noTraffic: readonly number[] = [];
const read = new WeakMap<readonly number[], TrafficValues>();

/** Each second is read once, however often its chart is drawn. */
function trafficOf(values: readonly number[]): TrafficValues {
  const known = read.get(values);
  if (known !== undefined) return known;
  const traffic = readTraffic(values);
  read.set(values, traffic);
  return traffic;
}

/** A load balancer's or listener's seconds. An object left out of a window had no traffic; a missing window is a gap. */
export function trafficPoints(windows: readonly LiveWindow[], id: string): MetricPoint[] {
  const points: MetricPoint[] = [];
  let previous: number | undefined;
  for (const window of windows) {
    if (previous !== undefined && window.at - previous > holeMs) {
      points.push({ at: previous + windowMs, values: null }, { at: window.at - windowMs, values: null });
    }
    points.push({ at: window.at, values: trafficOf(window.loadBalancers[id] ?? window.listeners[id] ?? noTraffic) });
    previous = window.at;
  }
  return points;
}

function lastWindows(windows: readonly LiveWindow[], seconds: number): readonly LiveWindow[] {
  const last = windows.at(-1);
  return last === undefined ? [] : windows.filter((window) => window.at > last.at - seconds * windowMs);
}

/** What a rate counts: layer 4 has connections, no requests. */
export type RateOf = "requests" | "newConnections";

/** Requests or new connections per second of an object over its newest windows; null before the first one. */
export function objectRate(windows: readonly LiveWindow[], id: string, of: RateOf, seconds = 5): number | null {
  const recent = lastWindows(windows, seconds);
  if (recent.length === 0) return null;
  const field = trafficFields.indexOf(of);
  return sum(recent, (window) => (window.loadBalancers[id] ?? window.listeners[id])?.[field] ?? 0) / recent.length;
}

export interface MemberRate extends MemberValues {
  /** Requests and failures per second; `connections` is the gauge of now. */
  requestsInFiveMinutes: number;
}

/** What a server does now, and its requests over all windows that are kept. */
export function memberRate(windows: readonly LiveWindow[], id: string, seconds = 5): MemberRate | null {
  const recent = lastWindows(windows, seconds);
  if (recent.length === 0) return null;
  return {
    requests: sum(recent, (window) => window.members[id]?.[0] ?? 0) / recent.length,
    failures: sum(recent, (window) => window.members[id]?.[1] ?? 0) / recent.length,
    connections: recent.at(-1)?.members[id]?.[2] ?? 0,
    sessions: sum(recent, (window) => window.members[id]?.[3] ?? 0) / recent.length,
    requestsInFiveMinutes: sum(windows, (window) => window.members[id]?.[0] ?? 0),
  };
}

function sum(windows: readonly LiveWindow[], value: (window: LiveWindow) => number): number {
  return windows.reduce((total, window) => total + value(window), 0);
}
