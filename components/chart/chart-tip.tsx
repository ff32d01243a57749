import { Swatch } from "./chart-legend";
import type { ChartPoint, ChartSeries } from "./types";

export interface ChartTipProps {
  point: ChartPoint;
  /** Top to bottom, as they are drawn. */
  series: readonly ChartSeries[];
  lines: boolean;
  format: (value: number) => string;
  time: string;
  total?: string;
  missing: string;
}

export function ChartTip({ point, series, lines, format, time, total, missing }: ChartTipProps) {
  const values = series.map((one) => point.values[one.key] ?? null);
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const empty = values.every((value) => value === null);
  return (
    <div className="rounded-md border border-border-strong bg-popover px-[9px] py-1.5 text-xs whitespace-nowrap shadow-md tabular-nums">
      <div className="text-faint-foreground">{time}</div>
      {empty && <div>{missing}</div>}
      {!empty &&
        series.map((one, index) => {
          const value = values[index] ?? null;
          return (
            <div key={one.key} className="flex items-center gap-1.5">
              <Swatch series={one} line={lines} />
              {one.label}
              <b className="ml-auto pl-3.5 font-semibold">{value === null ? "–" : format(value)}</b>
            </div>
          );
        })}
      {!empty && total && (
        <div className="mt-[3px] flex border-t pt-[3px]">
          {total}
          <b className="ml-auto pl-3.5 font-semibold">{format(sum)}</b>
        </div>
      )}
    </div>
  );
}
