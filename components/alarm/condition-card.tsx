"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { FormCard } from "@/components/form/form-card";
import { NumberField } from "@/components/form/number-field";
import { ScaledField } from "@/components/form/scaled-field";
import { SelectField } from "@/components/form/select-field";
import { alarmLevels, alarmOperators, alarmPeriods, alarmStatistics } from "@/lib/model/alarm";
import { unitScale } from "@/lib/model/alarm-metric";
import { unitOf, useDurationText, useValueText, useWatchedText } from "./alarm-text";
import { NumberSelectField } from "./number-select-field";
import type { RuleFormValues } from "./rule-values";

export function ConditionCard() {
  const t = useTranslations("alarm");
  const duration = useDurationText();
  const { watch } = useFormContext<RuleFormValues>();
  const [source, metric] = watch(["source", "metric"]);
  const unit = unitOf({ source, metric });
  return (
    <FormCard title={t("condition")}>
      {source === "metric" && (
        <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
          <SelectField<RuleFormValues>
            name="statistic"
            label={t("statistic")}
            options={alarmStatistics.map((value) => ({ value, label: t(value) }))}
          />
          <NumberSelectField<RuleFormValues>
            name="periodS"
            label={t("period")}
            options={alarmPeriods.map((value) => ({ value, label: duration(value) }))}
          />
        </div>
      )}
      <div className="grid grid-cols-[100px_minmax(0,1fr)_minmax(0,1fr)] items-start gap-4 phone:grid-cols-2">
        <SelectField<RuleFormValues>
          name="operator"
          label={t("operator")}
          options={alarmOperators.map((value) => ({ value, label: value }))}
        />
        {unit === "bytesPerSecond" || unit === "bitsPerSecond" ? (
          <ScaledField<RuleFormValues>
            name="threshold"
            label={t("threshold")}
            scale={unitScale(unit)}
            unit={t(`short_${unit}`)}
          />
        ) : (
          <NumberField<RuleFormValues>
            name="threshold"
            label={t("threshold")}
            unit={unit === "count" ? undefined : t(`short_${unit}`)}
          />
        )}
        <div className="phone:col-span-2">
          <NumberField<RuleFormValues> name="count" label={t("count")} hint={t("countHint")} min={1} max={5} />
        </div>
      </div>
      <Sentence />
      <SelectField<RuleFormValues>
        name="level"
        label={t("level")}
        options={alarmLevels.map((value) => ({ value, label: t(value) }))}
      />
    </FormCard>
  );
}

/** What the fields above come to, as one reads it. */
function Sentence() {
  const t = useTranslations("alarm");
  const what = useWatchedText();
  const value = useValueText();
  const values = useFormContext<RuleFormValues>().watch();
  const { source, metric, periodS, operator, threshold, count } = values;
  const statistic = alarmStatistics.find((one) => one === values.statistic) ?? "average";
  return (
    <p className="rounded-md border bg-sunken px-3 py-2 text-xs text-muted-foreground" role="status">
      {threshold === null || count === null
        ? t("sentenceNone")
        : t("sentence", {
            what: what({ source, metric, periodS, statistic }),
            operator,
            threshold: value({ source, metric }, threshold),
            count,
          })}
    </p>
  );
}
