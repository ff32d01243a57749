"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { useZodForm } from "@/components/form/use-zod-form";
import { checkProxies, ForwardedFor, InsertHeaders, type ListenerView, TrustedProxies } from "@/lib/model/listener";
import { HeaderFields } from "./header-fields";
import { SettingsCard } from "./settings-card";

const Headers = z
  .object({
    insertHeaders: InsertHeaders,
    forwardedFor: ForwardedFor,
    trustedProxies: TrustedProxies,
    acceptProxyProtocol: z.boolean(),
  })
  .superRefine((values, context) => {
    const problem = checkProxies({ protocol: "HTTP", ...values });
    if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
  });

export function HeadersCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { insertHeaders, forwardedFor, trustedProxies, acceptProxyProtocol } = listener;
  const form = useZodForm(Headers, { insertHeaders, forwardedFor, trustedProxies, acceptProxyProtocol });
  return (
    <SettingsCard listener={listener} title={t("headers")} form={form} toInput={(values) => values}>
      <HeaderFields />
    </SettingsCard>
  );
}
