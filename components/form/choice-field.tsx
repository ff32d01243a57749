"use client";

import type { FieldValues } from "react-hook-form";
import { type Choice, ChoiceCards } from "@/components/ui/choice-cards";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface ChoiceFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  choices: readonly Choice[];
  columns?: 1 | 2 | 3;
  /** Called after the value has changed. */
  onChosen?: (value: string) => void;
}

export function ChoiceField<Values extends FieldValues = FieldValues>(props: ChoiceFieldProps<Values>) {
  const { name, label, optional, hint, choices, columns, onChosen, disabled } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error} group>
      <ChoiceCards
        value={field.value ?? null}
        onValueChange={(value) => {
          field.onChange(value);
          onChosen?.(value);
        }}
        choices={choices}
        columns={columns}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        {...aria}
      />
    </FieldRow>
  );
}
