"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { useZodForm } from "@/components/form/use-zod-form";
import { isLayer4, Layer4Timeouts, ListenerLimits, ListenerTimeouts, type ListenerView } from "@/lib/model/listener";
import { SettingsCard } from "./settings-card";
import { TimeoutFields } from "./timeout-fields";

const Timeouts = z.object({ timeouts: ListenerTimeouts, ...ListenerLimits.shape });
const Layer4 = z.object({ timeouts: Layer4Timeouts, ...ListenerLimits.shape });

export function TimeoutsCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { protocol, timeouts: stored, connectionLimit, connectionsPerSource } = listener;
  const layer4 = isLayer4(protocol);
  const silence = Math.max(stored.clientDataMs, stored.memberDataMs);
  const timeouts = layer4 ? { ...stored, clientDataMs: silence, memberDataMs: silence } : stored;
  const form = useZodForm(layer4 ? Layer4 : Timeouts, { timeouts, connectionLimit, connectionsPerSource });
  return (
    <SettingsCard listener={listener} title={t("timeouts")} form={form} toInput={(values) => values}>
      <TimeoutFields protocol={protocol} />
    </SettingsCard>
  );
}
