"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { useRuleText } from "@/components/form/rule-text";
import { useField } from "@/components/form/use-field";
import { NumberField } from "@/components/ui/number-field";
import type { PoolProtocol } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { lifetimeOf, longestMinutes } from "./persistence-values";

/** People read minutes; the model keeps seconds, so its words of refusal are said again. A time that the API has set to the second is edited in seconds. */
export function PersistenceTime({ name, protocol }: { name: string; protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const ruleText = useRuleText();
  const saved = useWatch({ name }) as number | null | undefined;
  const [{ unit }] = useState(() => lifetimeOf(saved ?? 0));
  const each = unit === "minutes" ? 60 : 1;
  const max = (longestMinutes(protocol) * 60) / each;
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
        value={seconds == null ? null : seconds / each}
        onValueChange={(count) => field.onChange(count === null ? null : count * each)}
        onBlur={field.onBlur}
        inputRef={field.ref}
        unit={t(unit)}
        {...aria}
      />
    </FieldRow>
  );
}
