"use client";

import type { FieldValues } from "react-hook-form";
import { NumberField } from "@/components/ui/number-field";
import { parseRule, rule } from "@/lib/model/rule";
import { FieldRow } from "./field-row";
import { useRuleText } from "./rule-text";
import { type FieldProps, useField } from "./use-field";

export interface ScaledFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  /** How many of the model's whole units one of the screen's is: 1000 for seconds of milliseconds. */
  scale: number;
  unit: string;
  /** Told what was typed, in the model's units. */
  onChanged?: (value: number | null) => void;
}

/** A number that people read in a larger unit than the model keeps; its refusals are said in theirs. */
export function ScaledField<Values extends FieldValues = FieldValues>(props: ScaledFieldProps<Values>) {
  const { name, label, optional, hint, scale, unit, onChanged, disabled } = props;
  const { id, field, message, error, aria } = useField<Values>(name, hint);
  const ruleText = useRuleText();
  const { key, values } = parseRule(message ?? "");
  const { min, max } = values;
  const isRange = key === "integerBetween" && min !== undefined && max !== undefined;
  const inUnit = isRange && rule("numberBetween", { min: Number(min) / scale, max: Number(max) / scale });
  const value = field.value as number | null | undefined;
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={inUnit ? ruleText(inUnit) : error}>
      <NumberField
        id={id}
        value={value == null ? null : value / scale}
        onValueChange={(typed) => {
          const whole = typed === null ? null : Math.round(typed * scale);
          field.onChange(whole);
          onChanged?.(whole);
        }}
        onBlur={field.onBlur}
        inputRef={field.ref}
        unit={unit}
        disabled={disabled}
        {...aria}
      />
    </FieldRow>
  );
}
