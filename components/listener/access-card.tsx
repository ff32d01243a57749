"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { useZodForm } from "@/components/form/use-zod-form";
import { AccessControl, type ListenerView } from "@/lib/model/listener";
import { AccessFields } from "./access-fields";
import { SettingsCard } from "./settings-card";

const Access = z.object({ accessControl: AccessControl });

export function AccessCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const form = useZodForm(Access, { accessControl: listener.accessControl });
  return (
    <SettingsCard listener={listener} title={t("accessControl")} form={form} toInput={(values) => values}>
      <AccessFields protocol={listener.protocol} behindProxies={listener.trustedProxies.length > 0} />
    </SettingsCard>
  );
}
