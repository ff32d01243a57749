"use client";

import { useTranslations } from "next-intl";
import { FieldRow } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { Shape } from "@/components/status/shape";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Note } from "@/components/ui/note";
import { ProxyProtocol } from "@/lib/model/pool";

/** How servers of a TCP group learn who the client is (K-17). */
export function ProxyProtocolField({ name }: { name: string }) {
  const t = useTranslations("pool");
  const { id, field, error } = useField(name);
  return (
    <>
      <FieldRow id={id} label={t("proxyProtocol")} error={error} group>
        <ChoiceCards
          aria-labelledby={`${id}-label`}
          columns={1}
          value={field.value ?? "none"}
          onValueChange={(value) => field.onChange(value === "none" ? null : value)}
          choices={[
            { value: "none", title: t("proxyNone"), detail: t("proxyNoneDetail") },
            ...ProxyProtocol.options.map((value) => ({
              value,
              title: t(`proxy${value}`),
              detail: t(`proxy${value}Detail`),
            })),
          ]}
        />
      </FieldRow>
      {field.value != null && (
        <Note tone="warn" role="status">
          <Shape name="triangle" />
          {t("proxyWarning")}
        </Note>
      )}
    </>
  );
}
