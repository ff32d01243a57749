"use client";

import type { FieldValues } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import { ToggleRow } from "./toggle-row";
import { type FieldProps, useField } from "./use-field";

/** A switch with its title and one line of what it does. */
export function SwitchField<Values extends FieldValues = FieldValues>(props: FieldProps<Values>) {
  const { name, label, hint, disabled } = props;
  const { id, field, error, aria } = useField<Values>(name, hint);
  const control = (
    <Switch
      checked={Boolean(field.value)}
      onCheckedChange={field.onChange}
      inputRef={field.ref}
      disabled={disabled}
      aria-labelledby={`${id}-label`}
      {...aria}
    />
  );
  return <ToggleRow id={id} control={control} label={label} hint={hint} error={error} title />;
}
