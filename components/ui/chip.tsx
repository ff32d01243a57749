import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface ChipProps extends ComponentProps<"span"> {
  refused?: boolean;
  icon?: ReactNode;
}

export function Chip({ refused = false, icon, className, children, ...rest }: ChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap [&_b]:font-medium",
        refused
          ? "border-bad-edge bg-bad-bg text-bad-fg [&_svg]:text-bad"
          : "bg-sunken text-muted-foreground [&_b]:text-foreground",
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </span>
  );
}

export function TagChip({ name, value }: { name: string; value?: string }) {
  return (
    <Chip>
      {value ? `${name}=` : name}
      {value && <b>{value}</b>}
    </Chip>
  );
}
