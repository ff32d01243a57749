"use client";

import { useId } from "react";
import { type FieldPath, type FieldValues, useController, useFormContext } from "react-hook-form";
import { describedBy } from "./field-row";
import { useRuleText } from "./rule-text";

/** One field of the form above: its value, its words of refusal, and the ids that tie them to the control. */
export function useField<Values extends FieldValues>(name: FieldPath<Values>, hint?: unknown) {
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ control, name });
  const ruleText = useRuleText();
  const id = useId();
  const message = fieldState.error?.message ?? (fieldState.error ? "invalid" : undefined);
  const error = ruleText(message);
  return {
    id,
    field,
    /** The encoded rule that is broken, and its words. */
    message,
    error,
    aria: {
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy(id, error, hint),
      "data-field": name,
    },
  } as const;
}

export interface FieldProps<Values extends FieldValues> {
  name: FieldPath<Values>;
  label: string;
  optional?: boolean;
  hint?: React.ReactNode;
  disabled?: boolean;
}
