"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type * as z from "zod";
import { ChoiceField } from "@/components/form/choice-field";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { TextField } from "@/components/form/text-field";
import { applyFieldErrors } from "@/components/form/use-zod-form";
import { inspectCertificateAction } from "@/lib/actions/certificate";
import { type CertificateForm, type InspectedCertificate, sniNames } from "@/lib/model/certificate";
import { CertificateWarnings, FactsList } from "./facts-list";
import { PemField } from "./pem-field";

type Values = z.input<typeof CertificateForm>;

/** `replaces`: of a certificate that is there: its type stays, and what is empty stays as it is. */
export function CertificateFields({ replaces = false }: { replaces?: boolean }) {
  const t = useTranslations("certificate");
  const form = useFormContext<Values>();
  const [seen, setSeen] = useState<InspectedCertificate>();
  const type = form.watch("type");

  /** Looks at what was given, turns files of other formats into PEM, and shows what it is. */
  const look = async () => {
    const { certificate, privateKey = "", password = "" } = form.getValues();
    if (certificate.trim() === "") {
      setSeen(undefined);
      return;
    }
    // A certificate without its key yet is looked at as an authority's would be: nothing is missing of it.
    const input = { type: form.getValues("type"), certificate, privateKey, password };
    const result = await inspectCertificateAction(input).catch(() => null);
    if (form.getValues("certificate") !== certificate) return;
    if (result === null) return;
    if (!result.ok) {
      setSeen(undefined);
      const waits = privateKey.trim() === "" && result.error.fields.every(({ path }) => path === "privateKey");
      if (!waits) applyFieldErrors(form, result.error.fields);
      return;
    }
    form.clearErrors(["certificate", "privateKey", "password"]);
    setSeen(result.data);
    if (!certificate.includes("-----BEGIN CERTIFICATE")) {
      form.setValue("certificate", result.data.certificatePem, { shouldDirty: true });
      if (result.data.privateKeyPem !== "")
        form.setValue("privateKey", result.data.privateKeyPem, { shouldDirty: true });
      form.setValue("password", "");
    }
    const [first] = sniNames({ domain: "", facts: result.data.facts });
    if (type === "server" && !replaces && form.getValues("domain") === "" && first !== undefined) {
      form.setValue("domain", first, { shouldDirty: true });
    }
  };
  return (
    <>
      <NameField<Values> name="name" />
      {!replaces && (
        <ChoiceField<Values>
          name="type"
          label={t("type")}
          columns={2}
          onChosen={() => void look()}
          choices={(["server", "client"] as const).map((value) => ({
            value,
            title: t(`type${value}`),
            detail: t(`type${value}Hint`),
          }))}
        />
      )}
      <PemField<Values>
        name="certificate"
        label={t("content")}
        hint={t("contentHint")}
        placeholder={t("contentPlaceholder")}
        uploadLabel={t("uploadContent")}
        optional={replaces}
        onGiven={() => void look()}
      />
      {type === "server" && (
        <>
          <PemField<Values>
            name="privateKey"
            label={t("privateKey")}
            hint={t(replaces ? "keyKept" : "privateKeyHint")}
            placeholder={t("keyPlaceholder")}
            uploadLabel={t("uploadKey")}
            optional={replaces}
            onGiven={() => void look()}
          />
          <TextField<Values>
            name="password"
            label={t("password")}
            hint={t("passwordHint")}
            type="password"
            optional
            autoComplete="new-password"
          />
          <TextField<Values> name="domain" label={t("domain")} hint={t("domainHint")} optional autoComplete="off" />
        </>
      )}
      {seen !== undefined && (
        <section aria-label={t("preview")} className="grid gap-3 rounded-md border bg-sunken px-3 py-3">
          <FactsList facts={seen.facts} />
          <CertificateWarnings warnings={seen.warnings} />
        </section>
      )}
      <DescriptionField<Values> name="description" />
    </>
  );
}
