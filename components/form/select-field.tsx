"use client";

import type { FieldValues } from "react-hook-form";
import { Select, type SelectOption } from "@/components/ui/select";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface SelectFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  options: readonly SelectOption[];
  placeholder?: string;
}

export function SelectField<Values extends FieldValues = FieldValues>(props: SelectFieldProps<Values>) {
  const { name, label, optional, hint, ...control } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Select
        id={id}
        {...control}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        triggerRef={field.ref}
        {...aria}
      />
    </FieldRow>
  );
}
