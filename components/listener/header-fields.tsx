"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/checkbox-field";
import { ChoiceField } from "@/components/form/choice-field";
import { RangeListField } from "@/components/form/range-list-field";
import { SwitchField } from "@/components/form/switch-field";
import { ForwardedFor } from "@/lib/model/listener";

const headers = ["xForwardedFor", "xForwardedProto", "xForwardedPort", "xForwardedHost", "xForwardedElbId"] as const;

/** L7-25, L7-26, and whose word about the client is taken (K-20). */
export function HeaderFields({ at = "" }: { at?: string }) {
  const t = useTranslations("listener");
  const [adds, proxies, accepts] = useWatch({
    name: [`${at}insertHeaders.xForwardedFor`, `${at}trustedProxies`, `${at}acceptProxyProtocol`],
  }) as [boolean, string[], boolean];
  return (
    <>
      <p className="text-muted-foreground">{t("headersHint")}</p>
      <div className="grid gap-2.5">
        {headers.map((name) => (
          <CheckboxField key={name} name={`${at}insertHeaders.${name}`} label={t(name)} />
        ))}
      </div>
      {adds && (
        <ChoiceField
          name={`${at}forwardedFor`}
          label={t("forwardedFor")}
          choices={ForwardedFor.options.map((value) => ({ value, title: t(value), detail: t(`${value}Detail`) }))}
        />
      )}
      <RangeListField
        name={`${at}trustedProxies`}
        label={t("trustedProxies")}
        optional
        hint={t("trustedProxiesHint", { count: proxies.length })}
      />
      {(proxies.length > 0 || accepts) && (
        <SwitchField name={`${at}acceptProxyProtocol`} label={t("acceptProxy")} hint={t("acceptProxyHintHttp")} />
      )}
    </>
  );
}
