"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn";

export interface SelectOption<Value extends string | number = string> {
  value: Value;
  label: string;
  /** A second, quiet line or why it cannot be chosen. */
  detail?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string | number> {
  id?: string;
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: "md" | "sm";
  disabled?: boolean;
  /** Left without a choice, or with one: opening the list is no leaving. */
  onBlur?: () => void;
  triggerRef?: Ref<HTMLButtonElement>;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
  "aria-labelledby"?: string;
  className?: string;
}

export function Select<Value extends string | number = string>(props: SelectProps<Value>) {
  const {
    id,
    value,
    onValueChange,
    options,
    placeholder,
    size = "md",
    disabled,
    triggerRef,
    onBlur,
    className,
    ...rest
  } = props;
  const t = useTranslations("common");
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      onOpenChange={(open) => !open && onBlur?.()}
      items={options.map(({ value, label }) => ({ value, label }))}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        id={id}
        ref={triggerRef}
        className={cn(
          "keep-radius inline-flex items-center justify-between gap-2 rounded-md border bg-card text-left select-none disabled:border-border disabled:bg-sunken disabled:text-muted-foreground aria-invalid:border-bad aria-invalid:shadow-[inset_0_0_0_1px_var(--bad-mark)]",
          size === "md"
            ? "h-8 w-full border-input px-2.5 phone:h-10"
            : "h-6.5 border-border-strong px-2 text-xs phone:h-9",
          className,
        )}
        {...rest}
      >
        <Base.Value
          className="min-w-0 truncate data-placeholder:text-faint-foreground"
          placeholder={placeholder ?? t("choose")}
        />
        <Base.Icon className="shrink-0 text-muted-foreground">
          <ChevronDown className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="max-h-[min(var(--available-height),20rem)] min-w-(--anchor-width) overflow-y-auto rounded-md border border-border-strong bg-popover p-1 shadow-md">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="flex min-h-7.5 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none data-disabled:text-disabled-foreground data-highlighted:bg-hover data-selected:font-medium phone:min-h-10"
                >
                  <Base.ItemIndicator keepMounted className="invisible shrink-0 text-link data-selected:visible">
                    <Check className="size-3.5" />
                  </Base.ItemIndicator>
                  <span className="min-w-0">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail && (
                      <span className="block text-xs font-normal text-faint-foreground">{option.detail}</span>
                    )}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
