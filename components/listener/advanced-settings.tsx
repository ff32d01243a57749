"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { AdvancedSection } from "@/components/form/advanced-section";
import { isLayer4, type ListenerProtocol } from "@/lib/model/listener";
import { AccessFields } from "./access-fields";
import { HeaderFields } from "./header-fields";
import { ProxyFields } from "./proxy-fields";
import { TimeoutFields } from "./timeout-fields";

const names = [
  "timeouts",
  "insertHeaders",
  "accessControl",
  "trustedProxies",
  "acceptProxyProtocol",
  "forwardedFor",
  "connectionLimit",
  "connectionsPerSource",
] as const;

/** In the wizard: what a listener's page has cards for. `at`: path of the listener's values, with a dot at its end. */
export function AdvancedListenerSettings({ at, protocol }: { at: string; protocol: ListenerProtocol }) {
  const t = useTranslations("listener");
  const layer4 = isLayer4(protocol);
  const proxies = useWatch({ name: `${at}trustedProxies` }) as string[];
  return (
    <AdvancedSection
      title={t("advanced")}
      hint={t(layer4 ? "advancedHintLayer4" : "advancedHint")}
      names={names.map((name) => `${at}${name}`)}
    >
      <Part title={t("accessControl")}>
        <AccessFields at={at} protocol={protocol} behindProxies={!layer4 && proxies.length > 0} folded />
      </Part>
      {!layer4 && (
        <Part title={t("headers")}>
          <HeaderFields at={at} />
        </Part>
      )}
      {protocol === "TCP" && (
        <Part title={t("proxies")}>
          <ProxyFields at={at} />
        </Part>
      )}
      <Part title={t("timeouts")}>
        <TimeoutFields at={at} protocol={protocol} />
      </Part>
    </AdvancedSection>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4 border-t pt-4 first:border-t-0 first:pt-0">
      <legend className="contents">
        <span className="font-semibold">{title}</span>
      </legend>
      {children}
    </fieldset>
  );
}
