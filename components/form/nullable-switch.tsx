"use client";

import { useId, useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import { useRuleText } from "./rule-text";
import { FieldError } from "./field-row";

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
  const { control } = useFormContext();
  const { field, fieldState } = useController({ control, name });
  const [former, setFormer] = useState<Value>();
  const ruleText = useRuleText();
  const id = useId();
  const value = (field.value ?? null) as Value | null;
  const error = ruleText(fieldState.error?.message);
  const toggle = (on: boolean) => {
    if (!on && value !== null) setFormer(value);
    field.onChange(on ? (former ?? initial) : null);
  };
  return (
    <div>
      <div className="flex items-center gap-3">
        <Switch
          checked={value !== null}
          onCheckedChange={toggle}
          inputRef={field.ref}
          disabled={disabled}
          aria-labelledby={`${id}-label`}
          aria-describedby={error ? `${id}-error` : `${id}-hint`}
          data-field={name}
        />
        <div>
          <div id={`${id}-label`} className="font-semibold">
            {label}
          </div>
          <div id={`${id}-hint`} className="text-xs text-muted-foreground">
            {hint}
          </div>
        </div>
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
