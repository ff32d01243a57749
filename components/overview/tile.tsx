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
    <div>
      <div className="flex items-end gap-2">
        <Figure label={label} value={value} unit={unit} />
        <span className="ml-auto pb-0.5 max-[1240px]:hidden phone:inline">
          <Sparkline values={spark} />
        </span>
      </div>
      <div className="truncate text-xs text-faint-foreground">{note}</div>
    </div>
  );
}
