import type { ReactNode } from "react";
import { Sparkline } from "@/components/chart/sparkline";
import { Figure } from "@/components/ui/figure";

export interface TileProps {
  label: string;
  value: ReactNode;
  unit?: ReactNode;
  /** A second fact, in small. */
  note: ReactNode;
  spark: readonly (number | null)[];
}

export function Tile({ label, value, unit, note, spark }: TileProps) {
  return (
    <div className="relative">
      <Figure label={label} value={value} unit={unit} />
      <div className="truncate text-xs text-faint-foreground">{note}</div>
      <span className="absolute top-8 right-4 bg-card pl-2 max-[1240px]:hidden">
        <Sparkline values={spark} />
      </span>
    </div>
  );
}
