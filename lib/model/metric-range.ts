import * as z from "zod";
import { metricKinds, type MetricKey } from "./metric-catalogue";

export const metricRanges = ["live", "1h", "6h", "24h", "7d", "30d", "90d", "1y", "custom"] as const;
export type MetricRange = (typeof metricRanges)[number];

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Length of a range up to now, in ms. */
export const rangeMs: Readonly<Record<Exclude<MetricRange, "live" | "custom">, number>> = {
  "1h": hourMs,
  "6h": 6 * hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
  "90d": 90 * 24 * hourMs,
  "1y": 365 * 24 * hourMs,
};

/** Points that a chart draws at most. */
const mostPoints = 720;
export const periods = [1, 5, 20, 60, 240, 1440] as const;
export type Period = (typeof periods)[number];

/** Minutes of a point, the fewest that a chart can draw of a span. */
export function periodFor(spanMs: number): Period {
  return periods.find((period) => spanMs / (period * minuteMs) <= mostPoints) ?? 1440;
}

export const DashboardQuery = z.object({
  type: z.enum(metricKinds),
  id: z.string().max(64),
  from: z.number().min(0),
  to: z.number().min(0),
  period: z.literal(periods),
});
export type DashboardQuery = z.infer<typeof DashboardQuery>;

/** Every metric of one object over a span; windows in which the engine was down are missing. */
export interface DashboardSeries {
  metrics: MetricKey[];
  points: { at: number; values: (number | null)[] }[];
}
