"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ListenerView } from "@/lib/model/listener";
import { LimitFields, limitInput, limitShape, limitValues } from "./limit-fields";
import { seconds } from "./seconds";
import { SettingsCard } from "./settings-card";

const Timeouts = z.object({
  timeouts: z.object({
    clientDataS: seconds(1, 4000),
    headerS: seconds(1, 300),
    memberConnectS: seconds(0.05, 300),
    memberDataS: seconds(1, 4000),
  }),
  ...limitShape,
});
type Values = z.input<typeof Timeouts>;

/** People read seconds; the model keeps milliseconds. */
export function TimeoutsCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { timeouts } = listener;
  const form = useZodForm(Timeouts, {
    timeouts: {
      clientDataS: timeouts.clientDataMs / 1000,
      headerS: timeouts.headerMs / 1000,
      memberConnectS: timeouts.memberConnectMs / 1000,
      memberDataS: timeouts.memberDataMs / 1000,
    },
    ...limitValues(listener),
  });
  const unit = t("seconds");
  return (
    <SettingsCard
      listener={listener}
      title={t("timeouts")}
      form={form}
      toInput={(values) => ({
        timeouts: {
          clientDataMs: Math.round(values.timeouts.clientDataS * 1000),
          headerMs: Math.round(values.timeouts.headerS * 1000),
          memberConnectMs: Math.round(values.timeouts.memberConnectS * 1000),
          memberDataMs: Math.round(values.timeouts.memberDataS * 1000),
        },
        ...limitInput(values),
      })}
    >
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <NumberField<Values>
          name="timeouts.clientDataS"
          label={t("clientData")}
          hint={t("clientDataHint")}
          unit={unit}
        />
        <NumberField<Values> name="timeouts.headerS" label={t("headerTime")} hint={t("headerTimeHint")} unit={unit} />
        <NumberField<Values>
          name="timeouts.memberConnectS"
          label={t("memberConnect")}
          hint={t("memberConnectHint")}
          unit={unit}
        />
        <NumberField<Values>
          name="timeouts.memberDataS"
          label={t("memberData")}
          hint={t("memberDataHint")}
          unit={unit}
        />
      </div>
      <LimitFields />
    </SettingsCard>
  );
}
