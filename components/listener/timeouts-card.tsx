"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { NullableSwitch } from "@/components/form/nullable-switch";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ListenerView } from "@/lib/model/listener";
import { rule } from "@/lib/model/rule";
import { integer } from "@/lib/model/text";
import { SettingsCard } from "./settings-card";

const seconds = (min: number, max: number) => {
  const error = rule("integerBetween", { min, max });
  return z.number({ error }).min(min, { error }).max(max, { error });
};

const Timeouts = z.object({
  timeouts: z.object({
    clientDataS: seconds(1, 4000),
    headerS: seconds(1, 300),
    memberConnectS: seconds(0.05, 300),
    memberDataS: seconds(1, 4000),
  }),
  limit: z.object({ most: integer(1, 1_000_000) }).nullable(),
  sourceLimit: z.object({ most: integer(1, 100_000) }).nullable(),
});
type Values = z.input<typeof Timeouts>;

/** People read seconds; the model keeps milliseconds. */
export function TimeoutsCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { timeouts, connectionLimit, connectionsPerSource } = listener;
  const form = useZodForm(Timeouts, {
    timeouts: {
      clientDataS: timeouts.clientDataMs / 1000,
      headerS: timeouts.headerMs / 1000,
      memberConnectS: timeouts.memberConnectMs / 1000,
      memberDataS: timeouts.memberDataMs / 1000,
    },
    limit: connectionLimit < 0 ? null : { most: connectionLimit },
    sourceLimit: connectionsPerSource < 0 ? null : { most: connectionsPerSource },
  });
  const [limit, sourceLimit] = useWatch({ control: form.control, name: ["limit", "sourceLimit"] });
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
        connectionLimit: values.limit?.most ?? -1,
        connectionsPerSource: values.sourceLimit?.most ?? -1,
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
      <div className="grid grid-cols-2 items-start gap-4 border-t pt-4 phone:grid-cols-1">
        <div className="grid gap-3">
          <NullableSwitch name="limit" label={t("limitOn")} hint={t("limitOnHint")} initial={{ most: 10_000 }} />
          {limit && <NumberField<Values> name="limit.most" label={t("limit")} hint={t("limitHint")} />}
        </div>
        <div className="grid gap-3">
          <NullableSwitch
            name="sourceLimit"
            label={t("sourceLimitOn")}
            hint={t("sourceLimitOnHint")}
            initial={{ most: 100 }}
          />
          {sourceLimit && (
            <NumberField<Values> name="sourceLimit.most" label={t("limit")} hint={t("sourceLimitHint")} />
          )}
        </div>
      </div>
    </SettingsCard>
  );
}
