"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { FieldRow } from "@/components/form/field-row";
import { NullableSwitch } from "@/components/form/nullable-switch";
import { NumberField } from "@/components/form/number-field";
import { useField } from "@/components/form/use-field";
import type { PoolProtocol } from "@/lib/model/pool";

/** How servers that fail are left out, come back, and what happens without a healthy one (K-30). */
export function FailureFields({ protocol }: { protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const ejection: unknown = useWatch({ name: "passiveEjection" });
  return (
    <div className="grid gap-4">
      <NullableSwitch
        name="passiveEjection"
        label={t("ejection")}
        hint={t("ejectionHint")}
        initial={{ consecutiveFailures: 3, ejectS: 30 }}
      />
      {ejection != null && (
        <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
          <NumberField name="passiveEjection.consecutiveFailures" label={t("failures")} hint={t("failuresHint")} />
          <NumberField
            name="passiveEjection.ejectS"
            label={t("ejectFor")}
            hint={t("ejectForHint")}
            unit={t("seconds")}
          />
        </div>
      )}
      <NumberField name="slowStartS" label={t("slowStart")} hint={t("slowStartHint")} unit={t("seconds")} />
      <NoHealthyChoice protocol={protocol} />
    </div>
  );
}

function NoHealthyChoice({ protocol }: { protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const { id, field, error } = useField("failOpen");
  return (
    <FieldRow id={id} label={t("noHealthy")} error={error} group>
      <ChoiceCards
        aria-labelledby={`${id}-label`}
        columns={2}
        value={field.value === true ? "open" : "closed"}
        onValueChange={(value) => field.onChange(value === "open")}
        choices={[
          { value: "closed", title: t(protocol === "HTTP" ? "answer503" : "refuseAll"), detail: t("answer503Detail") },
          { value: "open", title: t("sendToAll"), detail: t("sendToAllDetail") },
        ]}
      />
    </FieldRow>
  );
}
