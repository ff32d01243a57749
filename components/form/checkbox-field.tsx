"use client";

import type { FieldValues } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { ToggleRow } from "./toggle-row";
import { type FieldProps, useField } from "./use-field";

export function CheckboxField<Values extends FieldValues = FieldValues>(props: FieldProps<Values>) {
  const { name, label, hint, disabled } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  const control = (
    <Checkbox
      className="mt-0.5"
      checked={Boolean(field.value)}
      onCheckedChange={field.onChange}
      inputRef={field.ref}
      disabled={disabled}
      aria-labelledby={`${id}-label`}
      {...aria}
    />
  );
  return <ToggleRow id={id} control={control} label={label} hint={hint} error={error} />;
}
