"use client";

import { useTranslations } from "next-intl";
import { FormCard } from "@/components/form/form-card";
import { SwitchField } from "@/components/form/switch-field";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { CreateFormValues } from "./create-schema";

export function hasContent({ listeners, servers }: LoadBalancerView): boolean {
  return listeners.length > 0 || servers.length > 0;
}

/** Of a duplicate: whether what the original has under it comes along. */
export function ContentCard({ like }: { like: LoadBalancerView }) {
  const t = useTranslations("loadbalancer");
  return (
    <FormCard title={t("content")}>
      <SwitchField<CreateFormValues>
        name="withContent"
        label={t("withContent")}
        hint={t("withContentHint", {
          name: like.name,
          listeners: like.listeners.length,
          servers: like.servers.length,
        })}
      />
    </FormCard>
  );
}
