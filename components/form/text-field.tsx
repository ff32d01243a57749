"use client";

import type { FieldValues } from "react-hook-form";
import { Input, type InputProps } from "@/components/ui/input";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface TextFieldProps<Values extends FieldValues>
  extends FieldProps<Values>,
    Pick<
      InputProps,
      "placeholder" | "autoComplete" | "type" | "mono" | "before" | "after" | "readOnly" | "autoFocus"
    > {}

export function TextField<Values extends FieldValues = FieldValues>(props: TextFieldProps<Values>) {
  const { name, label, optional, hint, ...input } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Input
        id={id}
        spellCheck={false}
        {...input}
        {...field}
        value={field.value ?? ""}
        disabled={input.disabled}
        {...aria}
      />
    </FieldRow>
  );
}
