"use client";

import { useId, useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import { useRuleText } from "./rule-text";
import { ToggleRow } from "./toggle-row";

export interface NullableSwitchProps<Value extends object> {
  name: string;
  label: string;
  hint: string;
  /** What the fields hold when it is switched on for the first time. */
  initial: Value;
  disabled?: boolean;
}

/** Switch of a group of fields that is null while off; what they held is back when it is switched on again. */
export function NullableSwitch<Value extends object>(props: NullableSwitchProps<Value>) {
  const { name, label, hint, initial, disabled } = props;
  const { control: form } = useFormContext();
  const { field, fieldState } = useController({ control: form, name });
  const [former, setFormer] = useState<Value>();
  const ruleText = useRuleText();
  const id = useId();
  const value = (field.value ?? null) as Value | null;
  // Errors of the fields inside have no message here: they show theirs themselves.
  const error = ruleText(fieldState.error?.message);
  const toggle = (on: boolean) => {
    if (!on && value !== null) setFormer(value);
    field.onChange(on ? (former ?? initial) : null);
  };
  const control = (
    <Switch
      checked={value !== null}
      onCheckedChange={toggle}
      inputRef={field.ref}
      disabled={disabled}
      aria-labelledby={`${id}-label`}
      aria-describedby={error ? `${id}-error` : `${id}-hint`}
      data-field={name}
    />
  );
  return <ToggleRow id={id} control={control} label={label} hint={hint} error={error} title />;
}
