"use client";

import { useTranslations } from "next-intl";
import { type FieldValues, useFormContext, useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { NumberField } from "@/components/form/number-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { ListenerProtocol } from "@/lib/model/listener";
import { MonitorSettings } from "./monitor-settings";
import { defaultSettings, type MonitorValues } from "./monitor-values";

export interface MonitorFieldsProps {
  /** Path of the values in the form: `pool.healthMonitor`. */
  at: string;
  protocol: ListenerProtocol;
  /** Of a stored check: another one replaces it (K-06). */
  fixedType?: MonitorValues["type"];
}

/** HC-02: UDP groups have a check of their own. */
const udp = ["UDP"] as const;
const others = ["HTTP", "TCP"] as const;

/** On or off, protocol, host, port, then the default or own settings, in the guide's order. */
export function MonitorFields({ at, protocol, fixedType }: MonitorFieldsProps) {
  const t = useTranslations("healthmonitor");
  const { setValue, getValues } = useFormContext<FieldValues>();
  const values = useWatch({ name: at }) as MonitorValues;
  const path = (name: keyof MonitorValues) => `${at}.${name}`;
  const http = values.type === "HTTP";
  const chooseSettings = (custom: boolean) => {
    if (!custom) setValue(at, { ...getValues(at), ...defaultSettings(protocol), custom }, { shouldValidate: true });
    else setValue(path("custom"), true);
  };
  return (
    <>
      <SwitchField name={path("enabled")} label={t("enable")} hint={t("enableHint")} />
      {!values.enabled && (
        <Note tone="warn" role="status">
          <Shape name="triangle" />
          {t("offWarning")}
        </Note>
      )}
      {values.enabled && (
        <>
          <ChoiceField
            name={path("type")}
            label={t("protocol")}
            columns={2}
            hint={fixedType !== undefined && values.type !== fixedType ? t("protocolFixed") : undefined}
            choices={(protocol === "UDP" ? udp : others).map((type) => ({
              value: type,
              title: t(type),
              detail: t(`${type}Detail`),
            }))}
          />
          <div className="grid grid-cols-[minmax(0,1fr)_200px] gap-4 phone:grid-cols-1">
            {http && (
              <TextField
                name={path("domainName")}
                label={t("domain")}
                hint={t("domainHint")}
                optional
                placeholder="www.example.com"
              />
            )}
            <NumberField name={path("port")} label={t("port")} hint={t("portHint")} optional />
          </div>
          <MonitorSettings at={at} values={values} onChoose={chooseSettings} />
        </>
      )}
    </>
  );
}
