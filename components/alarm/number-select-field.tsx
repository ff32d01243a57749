"use client";

import type { FieldValues } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { type FieldProps, useField } from "@/components/form/use-field";
import { Select, type SelectOption } from "@/components/ui/select";

interface NumberSelectFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  options: readonly SelectOption<number>[];
}

/** One of a few numbers. */
export function NumberSelectField<Values extends FieldValues>(props: NumberSelectFieldProps<Values>) {
  const { name, label, optional, hint, options, disabled } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Select<number>
        id={id}
        options={options}
        disabled={disabled}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        triggerRef={field.ref}
        {...aria}
      />
    </FieldRow>
  );
}
