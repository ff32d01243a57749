import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const controlClass =
  "flex h-8 w-full min-w-0 items-center gap-2 rounded-md border border-input bg-card px-2.5 phone:h-10 has-[[aria-invalid=true]]:border-bad has-[[aria-invalid=true]]:shadow-[inset_0_0_0_1px_var(--bad-mark)] has-[input:disabled]:border-border has-[input:disabled]:bg-sunken has-[[readonly]]:border-border has-[[readonly]]:bg-sunken";

export interface InputProps extends ComponentProps<"input"> {
  before?: ReactNode;
  /** A unit, a lock, a small button. */
  after?: ReactNode;
  mono?: boolean;
}

export function Input({ before, after, mono = false, className, ...rest }: InputProps) {
  return (
    <div className={cn(controlClass, "focus-within-ring", className)}>
      {before && <span className="shrink-0 text-faint-foreground">{before}</span>}
      <input
        data-bare=""
        className={cn(
          "h-full min-w-0 flex-1 bg-transparent read-only:text-muted-foreground disabled:text-muted-foreground phone:text-[16px]",
          mono && "mono",
        )}
        {...rest}
      />
      {after && <span className="shrink-0 text-faint-foreground">{after}</span>}
    </div>
  );
}
