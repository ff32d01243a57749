"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { NumberField } from "@/components/form/number-field";
import { SwitchField } from "@/components/form/switch-field";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ListenerView } from "@/lib/model/listener";
import { rule } from "@/lib/model/rule";
import { integer } from "@/lib/model/text";
import { SettingsCard } from "./settings-card";

const seconds = (min: number, max: number) => {
  const error = rule("integerBetween", { min, max });
  return z.number({ error }).min(min, { error }).max(max, { error });
};

const Timeouts = z
  .object({
    timeouts: z.object({
      clientDataS: integer(1, 4000),
      memberConnectS: seconds(0.05, 300),
      memberDataS: integer(1, 4000),
    }),
    limited: z.boolean(),
    connectionLimit: z.number().nullable(),
  })
  .superRefine(({ limited, connectionLimit }, context) => {
    if (limited && !integer(1, 1_000_000).safeParse(connectionLimit).success) {
      const message = rule("integerBetween", { min: 1, max: 1_000_000 });
      context.addIssue({ code: "custom", path: ["connectionLimit"], message });
    }
  });
type Values = z.input<typeof Timeouts>;

/** People read seconds; the model keeps milliseconds. */
export function TimeoutsCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { timeouts, connectionLimit } = listener;
  const form = useZodForm(Timeouts, {
    timeouts: {
      clientDataS: timeouts.clientDataMs / 1000,
      memberConnectS: timeouts.memberConnectMs / 1000,
      memberDataS: timeouts.memberDataMs / 1000,
    },
    limited: connectionLimit >= 0,
    connectionLimit: connectionLimit >= 0 ? connectionLimit : 10_000,
  });
  const limited = useWatch({ control: form.control, name: "limited" });
  const unit = t("seconds");
  return (
    <SettingsCard
      listener={listener}
      title={t("timeouts")}
      form={form}
      toInput={(values) => ({
        timeouts: {
          clientDataMs: values.timeouts.clientDataS * 1000,
          memberConnectMs: Math.round(values.timeouts.memberConnectS * 1000),
          memberDataMs: values.timeouts.memberDataS * 1000,
        },
        connectionLimit: values.limited ? (values.connectionLimit ?? -1) : -1,
      })}
    >
      <div className="grid grid-cols-3 gap-4 phone:grid-cols-1">
        <NumberField<Values>
          name="timeouts.clientDataS"
          label={t("clientData")}
          hint={t("clientDataHint")}
          unit={unit}
        />
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
      <SwitchField<Values> name="limited" label={t("limitOn")} hint={t("limitOnHint")} />
      {limited && (
        <div className="max-w-60">
          <NumberField<Values> name="connectionLimit" label={t("limit")} hint={t("limitHint")} />
        </div>
      )}
    </SettingsCard>
  );
}
