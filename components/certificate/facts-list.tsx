"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import type { CertificateFacts, CertificateWarning } from "@/lib/model/certificate";
import { ExpiryBadge } from "./expiry-badge";

/** What a certificate says of itself, for people. */
export function FactsList({ facts, columns = 2 }: { facts: CertificateFacts; columns?: 2 | 3 }) {
  const t = useTranslations("certificate");
  const format = useFormatter();
  const day = (at: number) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const chain = facts.chain.map(({ subject }) => subject).join(" → ");
  return (
    <Facts
      columns={columns}
      facts={[
        { key: "subject", label: t("subject"), value: <span className="break-words">{facts.subject}</span> },
        {
          key: "issuer",
          label: t("issuer"),
          value: <span className="break-words">{facts.selfSigned ? t("selfSigned") : facts.issuer}</span>,
        },
        {
          key: "names",
          label: t("names"),
          wide: true,
          value: <span className="break-words">{facts.names.length === 0 ? "–" : facts.names.join(", ")}</span>,
        },
        {
          key: "validity",
          label: t("validity"),
          wide: true,
          value: (
            <span className="flex flex-wrap items-center gap-2">
              {t("validFromTo", { from: day(facts.notBefore), to: day(facts.notAfter) })}
              <ExpiryBadge notAfter={facts.notAfter} />
            </span>
          ),
        },
        {
          key: "key",
          label: t("key"),
          value:
            facts.signatureHash === ""
              ? facts.keyType
              : t("signature", { key: facts.keyType, hash: facts.signatureHash }),
        },
        {
          key: "chain",
          label: t("chain"),
          value: <span className="break-words">{chain === "" ? t("chainNone") : chain}</span>,
        },
      ]}
    />
  );
}

export function CertificateWarnings({ warnings }: { warnings: readonly CertificateWarning[] }) {
  const t = useTranslations("certificate");
  return warnings.map((warning) => (
    <Note key={warning} tone={warning === "expired" ? "bad" : "warn"}>
      <Shape name={warning === "expired" ? "diamond" : "triangle"} tone={warning === "expired" ? "bad" : "warn"} />
      <span>{t(`warn${warning}`)}</span>
    </Note>
  ));
}
