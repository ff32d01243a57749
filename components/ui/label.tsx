import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Label({ className, ...rest }: ComponentProps<"label">) {
  return <label className={cn("mb-[5px] block font-medium", className)} {...rest} />;
}
