"use client";

import { useId, useState } from "react";
import { FieldRow } from "@/components/form/field-row";
import { useRuleText } from "@/components/form/rule-text";
import { ToggleRow } from "@/components/form/toggle-row";
import { useField } from "@/components/form/use-field";
import { NumberField } from "@/components/ui/number-field";
import { Switch } from "@/components/ui/switch";
import { rule } from "@/lib/model/rule";

export interface LimitFieldProps {
  name: string;
  title: string;
  titleHint: string;
  label: string;
  hint: string;
  /** What it is when it is switched on for the first time. */
  initial: number;
  max: number;
}

/** A number of connections, or -1: no limit, which people know as a switch that is off. */
export function LimitField({ name, title, titleHint, label, hint, initial, max }: LimitFieldProps) {
  const { id, field, error, aria } = useField(name, hint);
  const ruleText = useRuleText();
  const switchId = useId();
  const value = field.value as number | null;
  const [former, setFormer] = useState(initial);
  const on = value !== -1;
  const toggle = (next: boolean) => {
    if (!next && value !== null && value > 0) setFormer(value);
    field.onChange(next ? former : -1);
  };
  const control = (
    <Switch
      checked={on}
      onCheckedChange={toggle}
      aria-labelledby={`${switchId}-label`}
      aria-describedby={`${switchId}-hint`}
    />
  );
  return (
    <div className="grid gap-3">
      <ToggleRow id={switchId} control={control} label={title} hint={titleHint} title />
      {on && (
        <FieldRow
          id={id}
          label={label}
          hint={hint}
          // -1 is allowed to the model alone: the switch says it.
          error={error && ruleText(rule("integerBetween", { min: 1, max }))}
        >
          <NumberField
            id={id}
            value={value}
            // Typing -1 is a mistake here, not a way to switch it off.
            onValueChange={(typed) => field.onChange(typed === -1 ? 0 : typed)}
            onBlur={field.onBlur}
            inputRef={field.ref}
            {...aria}
          />
        </FieldRow>
      )}
    </div>
  );
}
