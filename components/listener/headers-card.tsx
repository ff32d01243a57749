"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { CheckboxField } from "@/components/form/checkbox-field";
import { ChoiceField } from "@/components/form/choice-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { ForwardedFor, InsertHeaders, type ListenerView, TrustedProxies } from "@/lib/model/listener";
import { SettingsCard } from "./settings-card";
import { readCidrs } from "./whitelist";

const headers = ["xForwardedFor", "xForwardedProto", "xForwardedPort", "xForwardedHost", "xForwardedElbId"] as const;

const Headers = z
  .object({ insertHeaders: InsertHeaders, forwardedFor: ForwardedFor, proxies: z.string() })
  .superRefine(({ proxies }, context) => {
    const issue = TrustedProxies.safeParse(readCidrs(proxies)).error?.issues[0];
    if (issue) context.addIssue({ code: "custom", path: ["proxies"], message: issue.message });
  });
type Values = z.input<typeof Headers>;

/** L7-25, L7-26, and whose word about the client is taken (K-20). */
export function HeadersCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { insertHeaders, forwardedFor, trustedProxies } = listener;
  const form = useZodForm(Headers, { insertHeaders, forwardedFor, proxies: trustedProxies.join(",\n") });
  const [adds, proxies] = useWatch({ control: form.control, name: ["insertHeaders.xForwardedFor", "proxies"] });
  return (
    <SettingsCard
      listener={listener}
      title={t("headers")}
      form={form}
      toInput={(values) => ({
        insertHeaders: values.insertHeaders,
        forwardedFor: values.forwardedFor,
        trustedProxies: readCidrs(values.proxies),
      })}
    >
      <p className="text-muted-foreground">{t("headersHint")}</p>
      <div className="grid gap-2.5">
        {headers.map((name) => (
          <CheckboxField<Values> key={name} name={`insertHeaders.${name}`} label={t(name)} />
        ))}
      </div>
      {adds && (
        <ChoiceField<Values>
          name="forwardedFor"
          label={t("forwardedFor")}
          choices={ForwardedFor.options.map((value) => ({ value, title: t(value), detail: t(`${value}Detail`) }))}
        />
      )}
      <TextareaField<Values>
        name="proxies"
        label={t("trustedProxies")}
        optional
        hint={t("trustedProxiesHint", { count: readCidrs(proxies).length })}
      />
    </SettingsCard>
  );
}
