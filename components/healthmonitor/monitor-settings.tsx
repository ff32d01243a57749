"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { type FieldValues, useFormContext } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { NumberField as NumberControl } from "@/components/ui/number-field";
import type { MonitorValues } from "./monitor-values";

export interface MonitorSettingsProps {
  at: string;
  values: MonitorValues;
  onChoose: (custom: boolean) => void;
}

export function MonitorSettings({ at, values, onChoose }: MonitorSettingsProps) {
  const t = useTranslations("healthmonitor");
  const id = useId();
  const { intervalS, timeoutS, custom, type } = values;
  const http = type === "HTTP";
  const path = (name: keyof MonitorValues) => `${at}.${name}`;
  const late = timeoutS !== null && intervalS !== null && timeoutS > intervalS && timeoutS <= 50;
  return (
    <>
      <FieldRow id={id} label={t("settings")} group>
        <ChoiceCards
          aria-labelledby={`${id}-label`}
          columns={2}
          value={custom ? "custom" : "default"}
          onValueChange={(value) => onChoose(value === "custom")}
          choices={[
            {
              value: "default",
              title: t("defaults"),
              detail: t(`defaults${type}`),
            },
            { value: "custom", title: t("custom"), detail: t("customDetail") },
          ]}
        />
      </FieldRow>
      {custom && (
        <>
          <div className="grid grid-cols-3 gap-4 phone:grid-cols-1">
            <NumberField name={path("intervalS")} label={t("interval")} hint={t("intervalHint")} unit={t("seconds")} />
            <NumberField
              name={path("timeoutS")}
              label={t("timeout")}
              unit={t("seconds")}
              hint={
                late ? (
                  <span className="text-warn-fg">{t("actsAsHint", { seconds: intervalS })}</span>
                ) : (
                  t("timeoutHint")
                )
              }
            />
            <RetriesField at={at} />
          </div>
          {http && (
            <div className="grid grid-cols-[minmax(0,1fr)_200px] gap-4 phone:grid-cols-1">
              <TextField name={path("urlPath")} label={t("path")} hint={t("pathHint")} mono />
              <TextField name={path("expectedCodes")} label={t("codes")} hint={t("codesHint")} mono />
            </div>
          )}
        </>
      )}
    </>
  );
}

/** One number for both ways (HC-08). */
function RetriesField({ at }: { at: string }) {
  const t = useTranslations("healthmonitor");
  const { setValue } = useFormContext<FieldValues>();
  const { id, field, error, aria } = useField<FieldValues>(`${at}.maxRetries`, true);
  return (
    <FieldRow id={id} label={t("retries")} hint={t("retriesHint")} error={error}>
      <NumberControl
        id={id}
        value={field.value ?? null}
        onValueChange={(value) => {
          field.onChange(value);
          setValue(`${at}.maxRetriesDown`, value);
        }}
        onBlur={field.onBlur}
        inputRef={field.ref}
        unit={t("times")}
        {...aria}
      />
    </FieldRow>
  );
}
