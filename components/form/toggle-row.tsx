import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FieldError } from "./field-row";

export interface ToggleRowProps {
  /** Label, hint and error get ids derived from it. */
  id: string;
  control: ReactNode;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** A switch of a whole subject, not one box of several. */
  title?: boolean;
}

/** A switch or box with its label and one line of what it does. */
export function ToggleRow({ id, control, label, hint, error, title = false }: ToggleRowProps) {
  return (
    <div>
      <div className={cn("flex", title ? "items-center gap-3" : "items-start gap-2")}>
        {control}
        <div>
          <div id={`${id}-label`} className={title ? "font-semibold" : undefined}>
            {label}
          </div>
          {hint && (
            <div id={`${id}-hint`} className="text-xs text-muted-foreground">
              {hint}
            </div>
          )}
        </div>
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
