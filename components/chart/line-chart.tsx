"use client";

import { ChartCard, type ChartProps } from "./chart-card";

export function LineChart(props: ChartProps) {
  return <ChartCard kind="lines" {...props} />;
}
