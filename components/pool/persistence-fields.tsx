"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { FormPair } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { ChoiceCards } from "@/components/ui/choice-cards";
import type { PersistenceType, PoolProtocol } from "@/lib/model/pool";
import { PersistenceTime } from "./persistence-time";
import { persistenceTypes, type PersistenceValues } from "./persistence-values";

export interface PersistenceFieldsProps {
  name: string;
  protocol: PoolProtocol;
  value: PersistenceValues;
}

/** Type by protocol (ST-06), the application's cookie (PG-05) and the time. */
export function PersistenceFields({ name, protocol, value }: PersistenceFieldsProps) {
  const t = useTranslations("pool");
  const time = <PersistenceTime name={`${name}.timeoutS`} protocol={protocol} />;
  return (
    <>
      <TypeChoice name={name} protocol={protocol} value={value} />
      {value.type === "APP_COOKIE" ? (
        <FormPair>
          <TextField name={`${name}.cookieName`} label={t("cookieName")} hint={t("cookieNameHint")} mono />
          {time}
        </FormPair>
      ) : (
        <div className="max-w-50 phone:max-w-none">{time}</div>
      )}
    </>
  );
}

/** Only the application's cookie has a name; it is kept while another type is looked at. */
function TypeChoice({ name, protocol, value }: PersistenceFieldsProps) {
  const t = useTranslations("pool");
  const { setValue } = useFormContext();
  const [cookieName, setCookieName] = useState(value.cookieName);
  const choose = (type: PersistenceType) => {
    if (value.cookieName !== null) setCookieName(value.cookieName);
    const named = type === "APP_COOKIE" ? (value.cookieName ?? cookieName ?? "") : null;
    setValue(name, { ...value, type, cookieName: named }, { shouldDirty: true });
  };
  const id = `${name}-type`;
  const fitting = persistenceTypes(protocol);
  return (
    <FieldRow
      id={id}
      label={t("persistenceType")}
      hint={protocol === "HTTP" ? undefined : t("persistenceSourceHint")}
      group
    >
      <ChoiceCards<PersistenceType>
        aria-labelledby={`${id}-label`}
        value={value.type}
        onValueChange={choose}
        choices={(["HTTP_COOKIE", "APP_COOKIE", "SOURCE_IP"] as const).map((type) => ({
          value: type,
          title: t(type === "SOURCE_IP" ? "SOURCE_IPType" : type),
          detail: t(`${type}TypeDetail`),
          ...(fitting.includes(type) ? {} : { unusable: t(protocol === "HTTP" ? "onlyLayer4" : "onlyHttp") }),
        }))}
      />
    </FieldRow>
  );
}
