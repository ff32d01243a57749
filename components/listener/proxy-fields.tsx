"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { RangeListField } from "@/components/form/range-list-field";
import { SwitchField } from "@/components/form/switch-field";

/** Whose word about the client a TCP listener takes (K-17, K-20). */
export function ProxyFields({ at = "" }: { at?: string }) {
  const t = useTranslations("listener");
  const [accept, proxies] = useWatch({ name: [`${at}acceptProxyProtocol`, `${at}trustedProxies`] }) as [
    boolean,
    string[],
  ];
  return (
    <>
      <SwitchField name={`${at}acceptProxyProtocol`} label={t("acceptProxy")} hint={t("acceptProxyHint")} />
      {(accept || proxies.length > 0) && (
        <RangeListField
          name={`${at}trustedProxies`}
          label={t("trustedProxies")}
          hint={t("trustedProxiesHintLayer4", { count: proxies.length })}
        />
      )}
    </>
  );
}
