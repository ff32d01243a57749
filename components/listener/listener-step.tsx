"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import { availableListenerProtocols, ListenerProtocol } from "@/lib/model/listener";

export interface ListenerStepProps {
  balancerName: string;
  /** `HTTP 8080`, of the listeners that are there already. */
  taken: readonly string[];
}

interface Values {
  listener: { name: string; protocol: ListenerProtocol; port: number | null; description: string };
}

export function ListenerStepFields({ balancerName, taken }: ListenerStepProps) {
  const t = useTranslations("listener");
  const port = useWatch<Values, "listener.port">({ name: "listener.port" });
  const low = port !== null && port > 0 && port < 1024;
  return (
    <>
      <NameField<Values> name="listener.name" hint={t("nameHint")} />
      <ChoiceField<Values>
        name="listener.protocol"
        label={t("protocol")}
        columns={2}
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
              {taken.length > 0 && ` · ${t("portTaken", { list: taken.join(", ") })}`}
              {low && <span className="block text-warn-fg">{t("portLow")}</span>}
            </>
          }
        />
      </div>
      <DescriptionField<Values> name="listener.description" />
      <p className="text-xs text-muted-foreground">{t("fixedLater")}</p>
    </>
  );
}
