"use client";

import { useTranslations } from "next-intl";
import type * as z from "zod";
import { CheckboxField } from "@/components/form/checkbox-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { InsertHeaders, type ListenerView } from "@/lib/model/listener";
import { SettingsCard } from "./settings-card";

const headers = ["xForwardedFor", "xForwardedProto", "xForwardedPort", "xForwardedHost", "xForwardedElbId"] as const;

/** L7-25, L7-26. */
export function HeadersCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const form = useZodForm(InsertHeaders, listener.insertHeaders);
  return (
    <SettingsCard listener={listener} title={t("headers")} form={form} toInput={(insertHeaders) => ({ insertHeaders })}>
      <p className="text-muted-foreground">{t("headersHint")}</p>
      <div className="grid gap-2.5">
        {headers.map((name) => (
          <CheckboxField<z.input<typeof InsertHeaders>> key={name} name={name} label={t(name)} />
        ))}
      </div>
    </SettingsCard>
  );
}
