"use client";

import { useTranslations } from "next-intl";
import { FieldRow } from "@/components/form/field-row";
import { useRuleText } from "@/components/form/rule-text";
import { useField } from "@/components/form/use-field";
import { NumberField } from "@/components/ui/number-field";
import type { PoolProtocol } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { longestMinutes } from "./persistence-values";

/** People read minutes; the model keeps seconds, so its words of refusal are said again in minutes. */
export function PersistenceTime({ name, protocol }: { name: string; protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const ruleText = useRuleText();
  const max = longestMinutes(protocol);
  const hint = t("persistenceTimeHint", { max });
  const { id, field, error, aria } = useField(name, hint);
  const seconds = field.value as number | null | undefined;
  return (
    <FieldRow
      id={id}
      label={t("persistenceTime")}
      hint={hint}
      error={error && ruleText(rule("integerBetween", { min: 1, max }))}
    >
      <NumberField
        id={id}
        value={seconds == null ? null : seconds / 60}
        onValueChange={(minutes) => field.onChange(minutes === null ? null : minutes * 60)}
        onBlur={field.onBlur}
        inputRef={field.ref}
        unit={t("minutes")}
        {...aria}
      />
    </FieldRow>
  );
}
