"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import type { CertificateView } from "@/lib/model/certificate";
import { availableListenerProtocols, ListenerProtocol, sharesPorts } from "@/lib/model/listener";
import { AdvancedListenerSettings } from "./advanced-settings";
import { RedirectField } from "./redirect-field";
import { TlsFields } from "./tls-fields";

export interface ListenerStepProps {
  balancerName: string;
  /** Ports of the listeners that are there already. */
  taken: readonly { id: string; name: string; protocol: ListenerProtocol; port: number }[];
  certificates: readonly CertificateView[];
  /** The rest of the chain follows the protocol. */
  onProtocol: (protocol: ListenerProtocol) => void;
}

interface Values {
  listener: { name: string; protocol: ListenerProtocol; port: number | null; description: string };
}

export function ListenerStepFields({ balancerName, taken, certificates, onProtocol }: ListenerStepProps) {
  const t = useTranslations("listener");
  const [port, protocol] = useWatch<Values, ["listener.port", "listener.protocol"]>({
    name: ["listener.port", "listener.protocol"],
  });
  const listed = (shares: boolean) =>
    taken
      .filter((other) => sharesPorts(other.protocol, protocol) === shares)
      .map((other) => `${other.protocol} ${other.port}`)
      .join(t("comma"));
  const [free, blocked] = [listed(true), listed(false)];
  const low = port !== null && port > 0 && port < 1024;
  return (
    <>
      <NameField<Values> name="listener.name" hint={t("nameHint")} />
      <ChoiceField<Values>
        name="listener.protocol"
        label={t("protocol")}
        columns={2}
        onChosen={(value) => onProtocol(value as ListenerProtocol)}
        choices={ListenerProtocol.options.map((protocol) => ({
          value: protocol,
          title: protocol,
          ...(availableListenerProtocols.includes(protocol)
            ? { detail: t(`protocol${protocol}`) }
            : { unusable: t(`protocol${protocol}`) }),
        }))}
      />
      <div className="wide:[&_[role=group]]:w-50">
        <NumberField<Values>
          name="listener.port"
          label={t("port")}
          hint={
            <>
              {t("portHint", { name: balancerName })}
              {blocked !== "" && <span className="block">{t("portTaken", { list: blocked })}</span>}
              {free !== "" && <span className="block">{t("portShared", { list: free })}</span>}
              {low && <span className="block text-warn-fg">{t("portLow")}</span>}
            </>
          }
        />
      </div>
      {protocol === "HTTP" && <RedirectField targets={taken.filter((other) => other.protocol === "HTTPS")} />}
      {protocol === "HTTPS" && <TlsFields at="listener." certificates={certificates} />}
      <DescriptionField<Values> name="listener.description" />
      <p className="text-xs text-muted-foreground">{t("fixedLater")}</p>
      <AdvancedListenerSettings at="listener." protocol={protocol} />
    </>
  );
}
