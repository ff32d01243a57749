"use client";

import { ChartCard, type ChartProps } from "./chart-card";

/** Parts of a whole; the first series lies at the bottom. */
export function StackedAreaChart(props: ChartProps) {
  return <ChartCard kind="stack" {...props} />;
}
