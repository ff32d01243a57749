"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ListenerView } from "@/lib/model/listener";
import { LimitFields, limitInput, limitShape, limitValues } from "./limit-fields";
import { seconds } from "./seconds";
import { SettingsCard } from "./settings-card";

const Times = z.object({ times: z.object({ idleS: seconds(10, 4000), connectS: seconds(0.05, 300) }), ...limitShape });
type Values = z.input<typeof Times>;

/** Times of a TCP listener: one silence for both directions (L7-27). */
export function Layer4TimesCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { clientDataMs, memberDataMs, memberConnectMs } = listener.timeouts;
  const form = useZodForm(Times, {
    times: { idleS: Math.max(clientDataMs, memberDataMs) / 1000, connectS: memberConnectMs / 1000 },
    ...limitValues(listener),
  });
  return (
    <SettingsCard
      listener={listener}
      title={t("timeouts")}
      form={form}
      toInput={({ times, ...limits }) => {
        const idleMs = Math.round(times.idleS * 1000);
        const connectMs = Math.round(times.connectS * 1000);
        return {
          timeouts: { ...listener.timeouts, clientDataMs: idleMs, memberDataMs: idleMs, memberConnectMs: connectMs },
          ...limitInput(limits),
        };
      }}
    >
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <NumberField<Values> name="times.idleS" label={t("idle")} hint={t("idleHint")} unit={t("seconds")} />
        <NumberField<Values>
          name="times.connectS"
          label={t("memberConnect")}
          hint={t("memberConnectHint")}
          unit={t("seconds")}
        />
      </div>
      <LimitFields />
    </SettingsCard>
  );
}
