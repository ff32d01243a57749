import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Shape } from "./shape";
import type { Appearance } from "./states";

export interface StateWordProps {
  appearance: Appearance;
  children: ReactNode;
  className?: string;
}

/** Shape and word on the bare surface, or a filled badge where a look is needed. */
export function StateWord({ appearance: { shape, tone, calm }, children, className }: StateWordProps) {
  if (!calm) {
    return (
      <Badge tone={tone} className={className}>
        <Shape name={shape} />
        {children}
      </Badge>
    );
  }
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 whitespace-nowrap",
        tone === "off" && "text-muted-foreground",
        className,
      )}
    >
      <Shape name={shape} tone={tone} />
      {children}
    </span>
  );
}
