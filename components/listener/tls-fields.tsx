"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { useField } from "@/components/form/use-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { type CertificateView, sniNames } from "@/lib/model/certificate";
import { policyOf, TlsPolicy, tlsPolicies, type TlsSettings } from "@/lib/model/tls";

interface TlsFieldsProps {
  /** Path of the listener's values, with a dot at its end. */
  at?: string;
  certificates: readonly CertificateView[];
}

/** Certificates and TLS of an HTTPS listener (3.8.2, 3.8.5). */
export function TlsFields({ at = "", certificates }: TlsFieldsProps) {
  const t = useTranslations("listener");
  const base = `${at}tls.`;
  const authentication = useWatch({ name: `${base}clientAuthentication` }) as string;
  const servers = certificates.filter(({ type }) => type === "server");
  const authorities = certificates.filter(({ type }) => type === "client");
  const add = (
    <Link href="/certificates" className="text-link">
      {t("addCertificate")}
    </Link>
  );
  return (
    <>
      <SelectField
        name={`${base}defaultCertificateId`}
        label={t("serverCertificate")}
        placeholder={t("chooseCertificate")}
        hint={
          servers.length === 0 ? (
            <>
              {t("noCertificates")} {add}
            </>
          ) : (
            t("serverCertificateHint")
          )
        }
        options={servers.map(optionOf)}
      />
      <SniField name={`${base}sniCertificateIds`} defaultName={`${base}defaultCertificateId`} servers={servers} />
      <PolicyField base={base} />
      <SwitchField name={`${base}http2`} label="HTTP/2" hint={t("http2Hint")} />
      <SelectField
        name={`${base}clientAuthentication`}
        label={t("clientAuthentication")}
        options={(["NONE", "OPTIONAL", "MANDATORY"] as const).map((value) => ({ value, label: t(`client${value}`) }))}
      />
      {authentication !== "NONE" && (
        <>
          <SelectField
            name={`${base}clientCaCertificateId`}
            label={t("clientCa")}
            placeholder={t("chooseCertificate")}
            hint={
              authorities.length === 0 ? (
                <>
                  {t("noCa")} {add}
                </>
              ) : (
                t("clientCaHint")
              )
            }
            options={authorities.map(optionOf)}
          />
          <SwitchField name={`${base}clientHeaders`} label={t("clientHeaders")} hint={t("clientHeadersHint")} />
        </>
      )}
    </>
  );
}

function optionOf({ id, name, domain, facts }: CertificateView) {
  return { value: id, label: name || id.slice(0, 8), detail: domain || facts.names[0] || facts.subject };
}

/** Every other server certificate with a domain, ticked or not. */
function SniField({
  name,
  defaultName,
  servers,
}: {
  name: string;
  defaultName: string;
  servers: readonly CertificateView[];
}) {
  const t = useTranslations("listener");
  const { id, field, error, aria } = useField(name, true);
  const chosen = (field.value ?? []) as string[];
  const { field: standard } = useController({ name: defaultName });
  const offered = servers.filter(
    (one) => chosen.includes(one.id) || (one.id !== standard.value && sniNames(one).length > 0),
  );
  return (
    <FieldRow id={id} label={t("sniCertificates")} hint={t("sniCertificatesHint")} error={error} optional group>
      <div
        className="grid gap-2 rounded-md border border-input bg-card px-3 py-2.5"
        {...aria}
        role="group"
        aria-labelledby={`${id}-label`}
      >
        {offered.length === 0 && <span className="text-faint-foreground">{t("noSniCertificates")}</span>}
        {offered.map((one) => (
          <div key={one.id} className="flex items-start gap-2">
            <Checkbox
              className="mt-0.5"
              checked={chosen.includes(one.id)}
              onCheckedChange={(on) =>
                field.onChange(on ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))
              }
              aria-labelledby={`${id}-${one.id}`}
            />
            <span id={`${id}-${one.id}`} className="min-w-0 break-words">
              {one.name || one.id.slice(0, 8)}{" "}
              <span className="text-xs text-faint-foreground">{sniNames(one).join(", ")}</span>
            </span>
          </div>
        ))}
      </div>
    </FieldRow>
  );
}

const custom = "custom";

/** One choice for versions and ciphers together. */
function PolicyField({ base }: { base: string }) {
  const t = useTranslations("listener");
  const { setValue } = useFormContext();
  const { id, field, error, aria } = useField(`${base}versions`, true);
  const ciphers = useWatch({ name: `${base}ciphers` }) as string;
  const versions = (field.value ?? []) as TlsSettings["versions"];
  const policy = policyOf({ versions, ciphers });
  const options: { value: string; label: string }[] = TlsPolicy.options.map((value) => ({ value, label: value }));
  if (policy === null) options.push({ value: custom, label: t("tlsPolicyCustom") });
  return (
    <FieldRow id={id} label={t("tlsPolicy")} hint={t("tlsPolicyHint", { versions: versions.join(", ") })} error={error}>
      <Select
        id={id}
        value={policy ?? custom}
        onValueChange={(value) => {
          const named = TlsPolicy.safeParse(value);
          if (!named.success) return;
          const next = tlsPolicies[named.data];
          setValue(`${base}versions`, [...next.versions], { shouldDirty: true });
          setValue(`${base}ciphers`, next.ciphers, { shouldDirty: true });
        }}
        options={options}
        triggerRef={field.ref}
        {...aria}
      />
    </FieldRow>
  );
}
