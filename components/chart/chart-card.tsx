"use client";

import { ChartLine, ImageDown, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { ChartLegend } from "./chart-legend";
import { ChartLimits } from "./chart-limits";
import { ChartTable } from "./chart-table";
import { latestValues } from "./gaps";
import { saveChartImage } from "./save-image";
import { type TimeDetail, timeDetail } from "./ticks";
import type { ChartLimit, ChartPoint, ChartSeries } from "./types";

const Plot = dynamic(() => import("./plot"), { ssr: false });

export interface ChartProps {
  title: string;
  /** In the head: `/s`, `ms`. */
  unit?: string;
  /** Undefined while the first answer is awaited. */
  points: readonly ChartPoint[] | undefined;
  series: readonly ChartSeries[];
  /** Drawn across, and taken into the axis unless they would flatten the values. */
  limits?: readonly ChartLimit[];
  height?: 150 | 208;
  /** The span of the axis; that of the points stands in. */
  from?: number;
  to?: number;
  digits?: number;
  /** Charts with the same id share their cursor. */
  syncId?: string;
  side?: ReactNode;
  /** Given, a span can be dragged over; gets its ends in ms. */
  onZoom?: (from: number, to: number) => void;
  /** Given, the drawing can be saved as a PNG of this name. */
  imageName?: string;
}

export function ChartCard({ kind, ...props }: ChartProps & { kind: "stack" | "lines" }) {
  const { title, unit, points, series, limits = [], height = 150, digits = 0, syncId, side, onZoom, imageName } = props;
  const t = useTranslations("chart");
  const formatter = useFormatter();
  const drawing = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const from = props.from ?? points?.[0]?.at ?? 0;
  const to = props.to ?? points?.at(-1)?.at ?? 0;
  const detail = timeDetail(from, to);
  const format = (value: number) => formatter.number(value, { maximumFractionDigits: digits });
  const time = (at: number, shown: keyof typeof timeFormats) => formatter.dateTime(new Date(at), timeFormats[shown]);
  const formatTime = (at: number) => time(at, detail === "day" ? "full" : "second");
  const keys = series.map(({ key }) => key);
  const hasSamples = points?.some(({ values }) => keys.some((key) => (values[key] ?? null) !== null));
  const total = height + 20;

  return (
    <Card aria-label={title}>
      <CardHead
        title={title}
        className="phone:flex-wrap phone:py-2"
        beside={unit && <span className="text-xs text-faint-foreground">{unit}</span>}
        side={
          <>
            {side}
            {imageName !== undefined && hasSamples && !asTable && (
              <IconButton
                label={t("saveImage")}
                icon={<ImageDown />}
                variant="quiet"
                size="sm"
                onClick={() => drawing.current && void saveChartImage(drawing.current, title, imageName)}
              />
            )}
            <IconButton
              label={t(asTable ? "asChart" : "asTable")}
              icon={asTable ? <ChartLine /> : <Table2 />}
              variant="quiet"
              size="sm"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            />
          </>
        }
      />
      <CardBody>
        <ChartLegend
          series={series}
          values={latestValues(points ?? [], keys)}
          format={format}
          lines={kind === "lines"}
        />
        <ChartLimits limits={limits} />
        {points === undefined && <ChartSkeleton height={total} label={t("loading")} />}
        {points && !hasSamples && (
          <div className="grid place-items-center text-muted-foreground" style={{ height: total }}>
            {t("noSamples")}
          </div>
        )}
        {points && hasSamples && asTable && (
          <ChartTable
            label={title}
            points={points}
            series={series}
            format={format}
            formatTime={formatTime}
            height={total}
          />
        )}
        {points && hasSamples && !asTable && (
          <div
            ref={drawing}
            role="img"
            aria-label={t("summary", { title, from: formatTime(from), to: formatTime(to) })}
            style={{ height: total }}
          >
            <Plot
              points={points}
              series={series}
              limits={limits}
              kind={kind}
              height={height}
              from={from}
              to={to}
              format={format}
              formatTick={(at) => time(at, detail)}
              formatTime={formatTime}
              words={{ total: t("total"), missing: t("gap") }}
              syncId={syncId}
              onZoom={onZoom}
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

const timeFormats = {
  second: { ...clock, second: "2-digit" },
  minute: clock,
  day: { month: "2-digit", day: "2-digit" },
  full: { ...clock, month: "2-digit", day: "2-digit" },
} as const satisfies Record<TimeDetail | "full", object>;

function ChartSkeleton({ height, label }: { height: number; label: string }) {
  return (
    <div role="status" aria-label={label} style={{ height }} className="animate-pulse rounded-sm bg-skeleton/50" />
  );
}
