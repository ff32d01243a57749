import type { AlarmObjectType } from "./alarm";
import { isMetricKey, metricKeys, metricOf, type MetricUnit } from "./metric-catalogue";

/** Of a reading: a metric's, or of what happens. */
export type AlarmUnit =
  | "count"
  | "perSecond"
  | "packetsPerSecond"
  | "datagramsPerSecond"
  | "bytesPerSecond"
  | "bitsPerSecond"
  | "ms"
  | "days"
  | "percent"
  | "lines"
  | "seconds";

const units: Record<MetricUnit, AlarmUnit> = {
  count: "count",
  "count/s": "perSecond",
  "request/s": "perSecond",
  "packet/s": "packetsPerSecond",
  "datagram/s": "datagramsPerSecond",
  "byte/s": "bytesPerSecond",
  "bit/s": "bitsPerSecond",
  ms: "ms",
  "%": "percent",
};

/** How many of a reading's units one is that people name: megabits, not bits. */
export function unitScale(unit: AlarmUnit): number {
  return unit === "bytesPerSecond" || unit === "bitsPerSecond" ? 1_000_000 : 1;
}

/** Numbers with a unit: a few bytes a second are something, and many are not cut off. */
export const readingFormat = {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: "morePrecision",
} as const;

export interface AlarmMetric {
  name: string;
  unit: AlarmUnit;
  objectTypes: readonly AlarmObjectType[];
}

/** Metrics that a rule can look at: all of the catalogue, the guide's first (MT-01 to MT-20). */
export const alarmMetrics: readonly AlarmMetric[] = metricKeys.map((name) => {
  const { unit, kinds } = metricOf(name);
  return { name, unit: units[unit], objectTypes: kinds };
});

export function findAlarmMetric(name: string): AlarmMetric | undefined {
  return isMetricKey(name) ? alarmMetrics.find((metric) => metric.name === name) : undefined;
}
