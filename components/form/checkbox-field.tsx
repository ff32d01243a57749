"use client";

import type { FieldValues } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export function CheckboxField<Values extends FieldValues = FieldValues>({
  name,
  label,
  hint,
  disabled,
}: FieldProps<Values>) {
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <div>
      <div className="flex items-start gap-2">
        <Checkbox
          className="mt-0.5"
          checked={Boolean(field.value)}
          onCheckedChange={field.onChange}
          inputRef={field.ref}
          disabled={disabled}
          aria-labelledby={`${id}-label`}
          {...aria}
        />
        <div>
          <div id={`${id}-label`}>{label}</div>
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
