import { useTranslations } from "next-intl";
import type { ChartPoint, ChartSeries } from "./types";

export interface ChartTableProps {
  label: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
  formatTime: (at: number) => string;
  height: number;
}

/** The same numbers for those who do not see the drawing; newest first. */
export function ChartTable({ label, points, series, format, formatTime, height }: ChartTableProps) {
  const t = useTranslations("chart");
  return (
    <div className="overflow-auto" style={{ height }} tabIndex={0} role="region" aria-label={label}>
      <table className="w-full text-xs tabular-nums" aria-label={label}>
        <thead className="sticky top-0 bg-sunken text-muted-foreground">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              {t("time")}
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className="px-2 py-1 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at} className="border-t">
              <th scope="row" className="px-2 py-0.5 text-left font-normal whitespace-nowrap">
                {formatTime(point.at)}
              </th>
              {series.map((one) => {
                const value = point.values[one.key] ?? null;
                return (
                  <td key={one.key} className="px-2 py-0.5 text-right">
                    {value === null ? "–" : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
