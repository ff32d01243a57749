"use client";

import { Radio as Base } from "@base-ui/react/radio";
import { RadioGroup as BaseGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface RadiosProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; disabled?: boolean }[];
  inline?: boolean;
  "aria-labelledby"?: string;
  "aria-label"?: string;
}

export function Radios<Value extends string>({
  value,
  onValueChange,
  options,
  inline = false,
  ...rest
}: RadiosProps<Value>) {
  return (
    <BaseGroup
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={cn("flex gap-2", inline ? "flex-wrap gap-x-5" : "flex-col")}
      {...rest}
    >
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-center gap-2 phone:min-h-10">
          <Base.Root
            value={option.value}
            disabled={option.disabled}
            className="size-4 shrink-0 rounded-full border border-input bg-card data-checked:border-5 data-checked:border-primary data-disabled:border-border-strong focus-visible:rounded-full!"
          />
          {option.label}
        </label>
      ))}
    </BaseGroup>
  );
}
