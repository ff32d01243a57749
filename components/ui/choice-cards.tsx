"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { useId } from "react";
import { cn } from "./cn";

export interface Choice<Value extends string = string> {
  value: Value;
  title: ReactNode;
  detail?: ReactNode;
  /** Why it cannot be chosen; shown in place of the detail. */
  unusable?: ReactNode;
}

export interface ChoiceCardsProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  columns?: 1 | 2 | 3;
  disabled?: boolean;
  "aria-labelledby"?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

const columnClass = { 1: "", 2: "grid-cols-2", 3: "grid-cols-3" } as const;

export function ChoiceCards<Value extends string = string>(props: ChoiceCardsProps<Value>) {
  const { value, onValueChange, choices, columns = 3, disabled, ...described } = props;
  return (
    <RadioGroup
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      disabled={disabled}
      className={cn("grid gap-2 phone:grid-cols-1", columnClass[columns])}
      {...described}
    >
      {choices.map((choice) => (
        <ChoiceCard key={choice.value} choice={choice} />
      ))}
    </RadioGroup>
  );
}

function ChoiceCard({ choice }: { choice: Choice }) {
  const id = useId();
  const unusable = choice.unusable !== undefined;
  return (
    <label
      className={cn(
        "focus-within-ring flex gap-2.5 rounded-md border border-input bg-card px-3 py-[9px]",
        unusable
          ? "cursor-not-allowed border-border bg-sunken text-faint-foreground"
          : "cursor-pointer has-data-checked:border-primary has-data-checked:bg-primary-soft has-data-checked:shadow-[inset_0_0_0_1px_var(--primary)]",
      )}
    >
      <Radio.Root
        value={choice.value}
        disabled={unusable}
        data-bare=""
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-detail`}
        className="mt-0.5 size-4 shrink-0 rounded-full border border-input bg-card data-checked:border-5 data-checked:border-primary data-disabled:border-border-strong"
      />
      <span className="min-w-0">
        <span id={`${id}-title`} className="block font-semibold">
          {choice.title}
        </span>
        {(choice.unusable ?? choice.detail) && (
          <span id={`${id}-detail`} className={cn("block text-xs", !unusable && "text-muted-foreground")}>
            {choice.unusable ?? choice.detail}
          </span>
        )}
      </span>
    </label>
  );
}
