import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(
        "keep-radius block min-h-15 w-full resize-y rounded-md border border-input bg-card px-2.5 py-1.5 focus-visible:border-primary disabled:border-border disabled:bg-sunken aria-invalid:border-bad aria-invalid:shadow-[inset_0_0_0_1px_var(--bad-mark)] phone:text-[16px]",
        className,
      )}
      {...rest}
    />
  );
}
