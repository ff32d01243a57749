import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Skeleton({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span aria-hidden="true" className={cn("block h-3 animate-pulse rounded-sm bg-skeleton", className)} {...rest} />
  );
}
