"use client";

import type { FieldValues } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import { FieldError } from "./field-row";
import { type FieldProps, useField } from "./use-field";

/** A switch with its title and one line of what it does. */
export function SwitchField<Values extends FieldValues = FieldValues>({
  name,
  label,
  hint,
  disabled,
}: FieldProps<Values>) {
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <div>
      <div className="flex items-center gap-3">
        <Switch
          checked={Boolean(field.value)}
          onCheckedChange={field.onChange}
          inputRef={field.ref}
          disabled={disabled}
          aria-labelledby={`${id}-label`}
          {...aria}
        />
        <div>
          <div id={`${id}-label`} className="font-semibold">
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
