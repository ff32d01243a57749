"use client";

import type { FieldValues } from "react-hook-form";
import { NumberField as Control } from "@/components/ui/number-field";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface NumberFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  steppers?: boolean;
  readOnly?: boolean;
}

export function NumberField<Values extends FieldValues = FieldValues>(props: NumberFieldProps<Values>) {
  const { name, label, optional, hint, ...control } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Control
        id={id}
        {...control}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
        {...aria}
      />
    </FieldRow>
  );
}
