"use client";

import type { FieldValues } from "react-hook-form";
import { Select, type SelectOption } from "@/components/ui/select";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface SelectFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  options: readonly SelectOption[];
  placeholder?: string;
  /** Called after the value has changed. */
  onChosen?: (value: string) => void;
}

export function SelectField<Values extends FieldValues = FieldValues>(props: SelectFieldProps<Values>) {
  const { name, label, optional, hint, onChosen, ...control } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Select
        id={id}
        {...control}
        value={field.value ?? null}
        onValueChange={(value) => {
          field.onChange(value);
          onChosen?.(value);
        }}
        onBlur={field.onBlur}
        triggerRef={field.ref}
        {...aria}
      />
    </FieldRow>
  );
}
