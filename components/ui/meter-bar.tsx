import { cn } from "./cn";

/** A thin bar of a share from 0 to 1, always beside its number. */
export function MeterBar({
  share,
  tone = "accent",
  className,
}: {
  share: number;
  tone?: "accent" | "drain";
  className?: string;
}) {
  return (
    <span aria-hidden="true" className={cn("block h-1 w-21 overflow-hidden rounded-[2px] bg-skeleton", className)}>
      <span
        className={cn("block h-full rounded-[2px]", tone === "drain" ? "bg-drain" : "bg-chart-1")}
        style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
    </span>
  );
}
