"use client";

import { NumberField as Base } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

export interface NumberFieldProps {
  id?: string;
  value: number | null;
  onValueChange: (value: number | null) => void;
  onBlur?: () => void;
  min?: number;
  max?: number;
  step?: number;
  unit?: ReactNode;
  disabled?: boolean;
  readOnly?: boolean;
  steppers?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
  "aria-label"?: string;
  className?: string;
}

/** Out-of-range numbers stay as typed: the form says what is allowed instead of changing them silently. */
export function NumberField(props: NumberFieldProps) {
  const { value, onValueChange, onBlur, unit, steppers = false, inputRef, className, id, ...rest } = props;
  const { min, max, step, disabled, readOnly, ...described } = rest;
  const t = useTranslations("common");
  return (
    <Base.Root
      id={id}
      value={value}
      onValueChange={onValueChange}
      step={step}
      min={min}
      max={max}
      allowOutOfRange
      disabled={disabled}
      readOnly={readOnly}
      format={{ useGrouping: false, maximumFractionDigits: 3 }}
    >
      <Base.Group className={cn(controlClass, "focus-within-ring", steppers && "pr-1", className)}>
        <Base.Input
          ref={inputRef}
          data-bare=""
          onBlur={onBlur}
          className="h-full min-w-0 flex-1 bg-transparent disabled:text-muted-foreground phone:text-[16px]"
          {...described}
        />
        {unit && <span className="shrink-0 text-faint-foreground">{unit}</span>}
        {steppers && (
          <span className="flex shrink-0">
            <Base.Decrement aria-label={t("decrease")} className={stepperClass}>
              <Minus className="size-3.5" />
            </Base.Decrement>
            <Base.Increment aria-label={t("increase")} className={stepperClass}>
              <Plus className="size-3.5" />
            </Base.Increment>
          </span>
        )}
      </Base.Group>
    </Base.Root>
  );
}

const stepperClass = "grid size-6 place-items-center rounded-sm text-muted-foreground hover:bg-hover phone:size-9";
