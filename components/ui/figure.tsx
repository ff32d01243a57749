import type { ReactNode } from "react";

/** A large number under its label, with its unit small behind it. */
export function Figure({ label, value, unit }: { label: ReactNode; value: ReactNode; unit?: ReactNode }) {
  return (
    <div>
      <div className="truncate text-xs text-muted-foreground">{label}</div>
      <div className="text-xl font-semibold tabular-nums tracking-[-.015em] whitespace-nowrap">
        {value}
        {unit && <small className="ml-[3px] text-xs font-normal tracking-normal text-faint-foreground">{unit}</small>}
      </div>
    </div>
  );
}
