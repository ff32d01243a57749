"use client";

import { useTranslations } from "next-intl";
import { type FieldPath, type FieldValues, useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { TextField } from "@/components/form/text-field";
import type { UrlMatch } from "@/lib/model/l7policy";

/** Domain, URL and how it is compared (FP-02). `at` is where they stand in the form, with its dot. */
export function ConditionFields<Values extends FieldValues>({ at = "" }: { at?: string }) {
  const t = useTranslations("l7policy");
  const path = (field: string) => `${at}${field}` as FieldPath<Values>;
  const match = useWatch<Values>({ name: path("match") }) as UrlMatch;
  return (
    <>
      <TextField<Values>
        name={path("domain")}
        label={t("domain")}
        hint={t("domainHint")}
        placeholder="www.test.com"
        optional
        mono
      />
      <ChoiceField<Values>
        name={path("match")}
        label={t("urlMatch")}
        columns={3}
        choices={[
          { value: "EQUAL_TO", title: t("matchEQUAL_TO"), detail: t("exactDetail") },
          { value: "STARTS_WITH", title: t("matchSTARTS_WITH"), detail: t("prefixDetail") },
          { value: "REGEX", title: t("matchREGEX"), detail: t("regexDetail") },
        ]}
      />
      <TextField<Values>
        name={path("url")}
        label={t("url")}
        hint={t(match === "REGEX" ? "regexHint" : "urlHint")}
        placeholder={match === "REGEX" ? "/elb[^\\s]*" : "/login.php"}
        optional
        mono
      />
    </>
  );
}
