"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { confirmChoices } from "@/lib/model/configuration";

interface ConfirmWithinProps {
  /** Null: without. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** "Confirm within N minutes, or it is undone." */
export function ConfirmWithin({ value, onChange }: ConfirmWithinProps) {
  const t = useTranslations("configuration");
  const id = useId();
  return (
    <div className="mt-4">
      <Label htmlFor={id}>{t("confirmWithin")}</Label>
      <Select<number>
        id={id}
        className="mt-1 w-full"
        value={value ?? 0}
        onValueChange={(minutes) => onChange(minutes === 0 ? null : minutes)}
        options={[
          ...confirmChoices.map((minutes) => ({ value: minutes, label: t("withinMinutes", { minutes }) })),
          { value: 0, label: t("withinNever") },
        ]}
      />
      <p className="mt-1 text-xs text-muted-foreground">{t("confirmWithinHint")}</p>
    </div>
  );
}
