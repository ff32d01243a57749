"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { RangeListField } from "@/components/form/range-list-field";
import { SwitchField } from "@/components/form/switch-field";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { ListenerProtocol } from "@/lib/model/listener";
import { PassageCheck } from "./passage-check";

export interface AccessFieldsProps {
  at?: string;
  protocol: ListenerProtocol;
  behindProxies: boolean;
  /** The list shows once it is switched on. */
  folded?: boolean;
}

function whitelistHint(protocol: ListenerProtocol) {
  if (protocol === "UDP") return "whitelistOnHintUdp";
  return protocol === "TCP" ? "whitelistOnHintLayer4" : "whitelistOnHint";
}

/** AC-01..AC-03: on and empty admits nobody, which is said before it is saved. */
export function AccessFields({ at = "", protocol, behindProxies, folded = false }: AccessFieldsProps) {
  const t = useTranslations("listener");
  const [enabled, cidrs] = useWatch({ name: [`${at}accessControl.enabled`, `${at}accessControl.cidrs`] }) as [
    boolean,
    string[],
  ];
  return (
    <>
      <SwitchField name={`${at}accessControl.enabled`} label={t("whitelistOn")} hint={t(whitelistHint(protocol))} />
      {enabled && cidrs.length === 0 && (
        <Note tone="warn" role="status">
          <Shape name="triangle" />
          {t("whitelistEmpty")}
        </Note>
      )}
      {(enabled || cidrs.length > 0 || !folded) && (
        <>
          <RangeListField
            name={`${at}accessControl.cidrs`}
            label={t("whitelist")}
            hint={t("whitelistHint", { count: cidrs.length })}
            rows={4}
          />
          <PassageCheck accessControl={{ enabled, cidrs }} behindProxies={behindProxies} />
        </>
      )}
    </>
  );
}
