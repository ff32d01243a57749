import { cn } from "@/components/ui/cn";
import { sparkPaths } from "./spark-paths";

export interface SparklineProps {
  /** Evenly spaced, oldest first. */
  values: readonly (number | null)[];
  className?: string;
}

/** Decoration beside its number; a dashed line where there is nothing to show. */
export function Sparkline({ values, className }: SparklineProps) {
  const { line, area } = sparkPaths(values, 72, 24);
  return (
    <svg
      viewBox="0 0 72 24"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cn("h-6 w-16 shrink-0 overflow-visible", className)}
    >
      {line === "" ? (
        <path
          d="M0 22H72"
          className="fill-none stroke-border-strong"
          strokeDasharray="3 3"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      ) : (
        <>
          <path d={area} className="fill-chart-1 opacity-12" />
          <path
            d={line}
            className="fill-none stroke-chart-1"
            strokeWidth="1.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}
