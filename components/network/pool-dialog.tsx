"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { CheckboxField } from "@/components/form/checkbox-field";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createEipPoolAction } from "@/lib/actions/network";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateEipPoolInput } from "@/lib/model/network";
import { parseRule, rule } from "@/lib/model/rule";
import { CommandNote } from "./command-note";

/** A range that the host has no address of is refused with the command that adds one, and can be added all the same. */
export function PoolDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("network");
  const refresh = useRefreshResources();
  const [missing, setMissing] = useState<string>();
  const form = useZodForm<CreateEipPoolInput, z.output<typeof CreateEipPoolInput>>(CreateEipPoolInput, {
    cidr: "",
    unchecked: false,
  });
  return (
    <FormDialog
      form={form}
      title={t("addRange")}
      description={t("addRangeHint")}
      submitLabel={t("addRange")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createEipPoolAction(values);
        if (result.ok) {
          notify(t("created", { name: result.data.cidr }));
          refresh();
          return null;
        }
        const { error } = result;
        const refused = error.fields
          .map((field) => parseRule(field.rule))
          .find(({ key }) => key === "addressNotOnHost");
        if (refused === undefined) {
          setMissing(undefined);
          return error;
        }
        const { cidr = "", command = "" } = refused.values;
        setMissing(command);
        return { ...error, fields: [{ path: "cidr", rule: rule("rangeNotOnHost", { cidr }) }] };
      }}
    >
      <TextField<CreateEipPoolInput>
        name="cidr"
        label={t("range")}
        hint={t("poolRangeHint")}
        placeholder="203.0.113.10/32"
        mono
        autoComplete="off"
      />
      {missing && (
        <>
          <CommandNote command={missing} />
          <CheckboxField<CreateEipPoolInput> name="unchecked" label={t("unchecked")} hint={t("uncheckedHint")} />
        </>
      )}
    </FormDialog>
  );
}
