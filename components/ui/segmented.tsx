"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface SegmentedProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode }[];
  label: string;
  size?: "md" | "sm";
}

export function Segmented<Value extends string>({
  value,
  onValueChange,
  options,
  label,
  size = "md",
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      value={value}
      onValueChange={(next) => onValueChange(next)}
      aria-label={label}
      className="inline-flex rounded-md border border-border-strong bg-card"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          render={<button type="button" />}
          className={cn(
            "border-l font-medium whitespace-nowrap text-muted-foreground first:border-l-0 hover:text-foreground data-checked:rounded-[5px] data-checked:bg-primary-soft data-checked:font-semibold data-checked:text-link data-checked:shadow-[inset_0_0_0_1px_var(--primary)]",
            size === "md" ? "h-7.5 px-2.5 phone:h-9.5" : "h-6 px-2 text-xs phone:h-9",
          )}
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
