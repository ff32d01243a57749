"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { FormCard } from "@/components/form/form-card";
import { SelectField } from "@/components/form/select-field";
import { readAlarmObjectsAction } from "@/lib/actions/alarm";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { type AlarmObject, type AlarmObjectType, alarmSources, eventSources } from "@/lib/model/alarm";
import { alarmMetrics } from "@/lib/model/alarm-metric";
import { unitOf, useMetricName } from "./alarm-text";
import { allObjects, newRule, type RuleFormValues } from "./rule-values";

interface WatchCardProps {
  /** What a rule watches stays; the object may change. */
  fixed: boolean;
  initial: readonly AlarmObject[];
  projectId: string;
}

const dimensions = [...new Set(alarmMetrics.flatMap(({ objectTypes }) => objectTypes))];

export function WatchCard({ fixed, initial, projectId }: WatchCardProps) {
  const t = useTranslations("alarm");
  const metricName = useMetricName();
  const { watch, setValue } = useFormContext<RuleFormValues>();
  const [source, objectType, metric] = watch(["source", "objectType", "metric"]);
  const objects = useObjects(objectType, projectId, initial);
  const metrics = alarmMetrics.filter(({ objectTypes }) => objectTypes.includes(objectType));
  const follow = (next: RuleFormValues["source"]) => {
    const begin = newRule("", { source: next });
    for (const field of ["objectType", "objectId", "operator", "threshold", "count"] as const) {
      setValue(field, begin[field], { shouldDirty: true });
    }
  };
  /** A threshold of another unit would be read as nobody meant it. */
  const forgetOther = (next: string) => {
    const isOther = unitOf({ source, metric: next }) !== unitOf({ source, metric });
    if (isOther) setValue("threshold", null, { shouldDirty: true });
  };
  const turn = (next: AlarmObjectType) => {
    setValue("objectId", allObjects, { shouldDirty: true });
    const ofNext = alarmMetrics.filter(({ objectTypes }) => objectTypes.includes(next));
    const first = ofNext[0]?.name;
    if (first === undefined || ofNext.some(({ name }) => name === metric)) return;
    setValue("metric", first, { shouldDirty: true });
    forgetOther(first);
  };
  return (
    <FormCard title={t("what")}>
      <SelectField<RuleFormValues>
        name="source"
        label={t("source")}
        disabled={fixed}
        onChosen={(value) => follow(value as RuleFormValues["source"])}
        options={alarmSources.map((value) => ({
          value,
          label: t(`source_${value}`),
          detail: t(`sourceHint_${value}`),
        }))}
      />
      {source === "metric" && (
        <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
          <SelectField<RuleFormValues>
            name="objectType"
            label={t("objectType")}
            disabled={fixed}
            onChosen={(value) => turn(value as AlarmObjectType)}
            options={dimensions.map((value) => ({ value, label: t(`type_${value}`) }))}
          />
          <SelectField<RuleFormValues>
            name="metric"
            label={t("metric")}
            onChosen={forgetOther}
            options={metrics.map(({ name }) => ({ value: name, label: metricName(name), detail: name }))}
          />
        </div>
      )}
      {(source === "metric" || eventSources[source].objectType !== "engine") && (
        <SelectField<RuleFormValues>
          name="objectId"
          label={t("object")}
          hint={objects.length === 0 ? t("noObjects") : undefined}
          options={[
            { value: allObjects, label: t(`allOf_${objectType}`), detail: t("allHint") },
            ...objects.map(({ id, name }) => ({ value: id, label: name, detail: id === name ? undefined : id })),
          ]}
        />
      )}
    </FormCard>
  );
}

function useObjects(type: AlarmObjectType, projectId: string, initial: readonly AlarmObject[]) {
  const { data } = useQuery({
    queryKey: queryKeys.alarmObjects(projectId, type),
    queryFn: async () => actionData(await readAlarmObjectsAction(type, projectId)),
  });
  return data ?? initial.filter((object) => object.type === type);
}
