import { cn } from "@/components/ui/cn";
import type { ChartSeries } from "./types";

export interface ChartLegendProps {
  series: readonly ChartSeries[];
  values: Record<string, number | null>;
  format: (value: number) => string;
  lines: boolean;
}

export function ChartLegend({ series, values, format, lines }: ChartLegendProps) {
  return (
    <ul className="mb-2.5 flex min-h-4.5 flex-wrap gap-x-[11px] gap-y-0.5 text-xs text-muted-foreground">
      {series.map((one) => {
        const value = values[one.key] ?? null;
        return (
          <li key={one.key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <Swatch series={one} line={lines} />
            {one.label}{" "}
            <b className="font-semibold text-foreground tabular-nums">{value === null ? "–" : format(value)}</b>
          </li>
        );
      })}
    </ul>
  );
}

const borderStyle = { solid: "border-solid", dash: "border-dashed", dot: "border-dotted" } as const;

export function Swatch({ series, line }: { series: ChartSeries; line: boolean }) {
  if (line) {
    return (
      <span
        aria-hidden="true"
        className={cn("w-4 shrink-0 border-t-2", borderStyle[series.dash ?? "solid"])}
        style={{ borderColor: series.color }}
      />
    );
  }
  return <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[2px]" style={{ background: series.color }} />;
}
