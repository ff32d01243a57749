"use client";

import { useId } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartTip } from "./chart-tip";
import { axisTop, findGaps, greatest } from "./gaps";
import { niceTicks, shortNumber, timeTicks } from "./ticks";
import { type ChartLimit, type ChartPoint, type ChartSeries, dashArrays } from "./types";
import { useZoom } from "./use-zoom";

export interface PlotProps {
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  limits: readonly ChartLimit[];
  kind: "stack" | "lines";
  height: number;
  from: number;
  to: number;
  format: (value: number) => string;
  formatTick: (at: number) => string;
  formatTime: (at: number) => string;
  words: { total: string; missing: string };
  syncId?: string;
  onZoom?: (from: number, to: number) => void;
}

const tickStyle = { fontSize: 11, fill: "var(--chart-axis)" };

export default function Plot(props: PlotProps) {
  const { points, series, limits, kind, height, from, to, format, formatTick, formatTime, words, syncId, onZoom } =
    props;
  const zoom = useZoom(onZoom);
  const pattern = useId();
  const keys = series.map(({ key }) => key);
  const yTicks = niceTicks(
    axisTop(
      greatest(points, keys, kind === "stack"),
      limits.map(({ value }) => value),
    ),
  );
  const top = yTicks.at(-1) ?? 1;
  const offset = -new Date(from).getTimezoneOffset() * 60_000;
  const drawn = kind === "stack" ? series.toReversed() : series;
  return (
    <ResponsiveContainer width="100%" height={height + 20}>
      <ComposedChart
        data={points}
        margin={{ top: 4, right: 1, bottom: 0, left: 0 }}
        syncId={syncId}
        syncMethod="value"
        accessibilityLayer={false}
        {...zoom.handlers}
      >
        <defs>
          <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" fill="var(--chart-gap)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          ticks={timeTicks(from, to, 5, offset)}
          tickFormatter={formatTick}
          tick={tickStyle}
          tickLine={false}
          axisLine={{ stroke: "var(--border-strong)" }}
          height={20}
          tickMargin={4}
          allowDataOverflow
        />
        <YAxis
          domain={[0, top]}
          ticks={yTicks}
          tickFormatter={shortNumber}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          width={34}
          tickMargin={4}
        />
        {kind === "stack"
          ? series.map((one) => (
              <Area
                key={one.key}
                dataKey={(point: ChartPoint) => point.values[one.key] ?? null}
                name={one.key}
                stackId="all"
                type="linear"
                fill={one.color}
                fillOpacity={1}
                stroke="var(--card)"
                strokeWidth={1}
                activeDot={false}
                isAnimationActive={false}
                connectNulls={false}
              />
            ))
          : series.map((one) => (
              <Line
                key={one.key}
                dataKey={(point: ChartPoint) => point.values[one.key] ?? null}
                name={one.key}
                type="linear"
                stroke={one.color}
                strokeWidth={1.75}
                strokeDasharray={dashArrays[one.dash ?? "solid"]}
                dot={false}
                activeDot={false}
                isAnimationActive={false}
                connectNulls={false}
              />
            ))}
        {findGaps(points, keys).map((gap) => (
          <ReferenceArea
            key={gap.from}
            x1={gap.from}
            x2={gap.to}
            fill={`url(#${pattern})`}
            fillOpacity={1}
            stroke="var(--border-strong)"
            strokeDasharray="3 3"
            ifOverflow="hidden"
          />
        ))}
        {limits.map(({ key, value, color }) => (
          <ReferenceLine
            key={key}
            y={value}
            stroke={color}
            strokeWidth={1.5}
            strokeDasharray="6 4"
            ifOverflow="hidden"
          />
        ))}
        {zoom.span && (
          <ReferenceArea x1={zoom.span.from} x2={zoom.span.to} fill="var(--chart-cursor)" fillOpacity={0.2} />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--chart-cursor)", strokeWidth: 1 }}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as ChartPoint | undefined;
            if (!active || !point) return null;
            return (
              <ChartTip
                point={point}
                series={drawn}
                lines={kind === "lines"}
                format={format}
                time={formatTime(point.at)}
                total={kind === "stack" && series.length > 1 ? words.total : undefined}
                missing={words.missing}
              />
            );
          }}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
