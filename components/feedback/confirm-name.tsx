"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useId } from "react";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";

interface ConfirmNameProps {
  name: string;
  label?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
  ref?: Ref<HTMLInputElement>;
}

export function ConfirmName({ name, label, value, onChange, onEnter, ref }: ConfirmNameProps) {
  const t = useTranslations("feedback");
  const id = useId();
  return (
    <div>
      <div className="mb-[5px] flex flex-wrap items-center gap-1 font-medium">
        <label htmlFor={id}>
          {label ?? t("typeName")} <b className="mono text-sm font-semibold break-all">{name}</b>
        </label>
        <CopyButton value={name} />
      </div>
      <Input
        id={id}
        ref={ref}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && onEnter()}
        after={
          <span role="status" className="flex items-center gap-1 text-xs text-ok-fg">
            {value === name && (
              <>
                <Shape name="check" tone="ok" />
                {t("matches")}
              </>
            )}
          </span>
        }
      />
    </div>
  );
}
