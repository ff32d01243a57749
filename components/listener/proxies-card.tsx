"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { useZodForm } from "@/components/form/use-zod-form";
import { checkProxies, type ListenerView, TrustedProxies } from "@/lib/model/listener";
import { ProxyFields } from "./proxy-fields";
import { SettingsCard } from "./settings-card";

const Proxies = z
  .object({ acceptProxyProtocol: z.boolean(), trustedProxies: TrustedProxies })
  .superRefine((values, context) => {
    const problem = checkProxies({ protocol: "TCP", ...values });
    if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
  });

export function ProxiesCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { acceptProxyProtocol, trustedProxies } = listener;
  const form = useZodForm(Proxies, { acceptProxyProtocol, trustedProxies });
  return (
    <SettingsCard listener={listener} title={t("proxies")} form={form} toInput={(values) => values}>
      <ProxyFields />
    </SettingsCard>
  );
}
