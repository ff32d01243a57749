import type { ReactNode } from "react";
import { KeelBar, type KeelPart } from "@/components/status/keel-bar";
import { Shape, type ShapeName } from "@/components/status/shape";
import { Figure } from "@/components/ui/figure";

export interface StatePart extends KeelPart {
  key: string;
  shape: ShapeName;
  word: string;
  /** Said even when there is none: the good state. */
  always?: boolean;
}

export interface StateCellProps {
  label: string;
  count: number;
  parts: readonly StatePart[];
  /** In place of the words where there is nothing to count. */
  none: ReactNode;
}

/** A number, the keel drawn to scale, and the same in words. */
export function StateCell({ label, count, parts, none }: StateCellProps) {
  return (
    <div>
      <Figure label={label} value={count} />
      <div className="mt-1 mb-1.5">
        <KeelBar parts={parts} />
      </div>
      <div className="flex flex-wrap gap-x-[11px] gap-y-0.5 text-xs">
        {count === 0 && <span className="text-faint-foreground">{none}</span>}
        {count > 0 &&
          parts
            .filter((part) => part.count > 0 || part.always)
            .map(({ key, count, shape, tone, word }) => (
              <span key={key} className="inline-flex items-center gap-[5px] whitespace-nowrap">
                <Shape name={shape} tone={tone} />
                <b className="font-medium">{count}</b>
                <span className="text-muted-foreground">{word}</span>
              </span>
            ))}
      </div>
    </div>
  );
}
