import { cn } from "@/components/ui/cn";
import type { Health } from "@/lib/model/status";

export function Wire({ idle = false }: { idle?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn("h-0 border-t-[1.5px] border-border-strong phone:hidden", idle && "border-dashed")}
    />
  );
}

/** Of a group to its servers, 28 px every 32. */
export function FanWires({ states, rows }: { states: readonly Health[]; rows: number }) {
  const height = rows * 32 - 4;
  const middle = height / 2;
  return (
    <svg
      aria-hidden="true"
      width="28"
      height={height}
      viewBox={`0 0 28 ${height}`}
      className="overflow-visible phone:hidden"
    >
      {Array.from({ length: rows }, (_, index) => {
        const y = index * 32 + 14;
        const state = states[index];
        const bad = state === "offline";
        return (
          <path
            key={index}
            d={`M0 ${middle}C14 ${middle} 14 ${y} 28 ${y}`}
            fill="none"
            stroke={bad ? "var(--bad-mark)" : "var(--border-strong)"}
            strokeWidth="1.5"
            strokeDasharray={bad ? "4 3" : state === "online" || state === "no-monitor" ? undefined : "2 3"}
          />
        );
      })}
    </svg>
  );
}
