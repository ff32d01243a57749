import type { ComponentProps } from "react";
import { cn } from "./cn";

export function TextButton({ className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn("hit text-link font-medium whitespace-nowrap disabled:text-disabled-foreground", className)}
      {...rest}
    />
  );
}
