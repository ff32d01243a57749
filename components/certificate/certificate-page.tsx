"use client";

import { Bell, Download, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StaleResource } from "@/components/feedback/stale-resource";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { Facts } from "@/components/ui/facts";
import { PageHead } from "@/components/ui/page-head";
import { Timestamp } from "@/components/ui/timestamp";
import { readCertificateAction } from "@/lib/actions/certificate";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { CertificateView, CertificateWarning } from "@/lib/model/certificate";
import { EditCertificateDialog } from "./certificate-dialog";
import { DeleteCertificatesDialog } from "./delete-certificates-dialog";
import { download, fileName } from "./download";
import { ExpiryBadge } from "./expiry-badge";
import { CertificateWarnings, FactsList } from "./facts-list";
import { UseLinks } from "./use-links";

interface CertificatePageProps {
  initial: Initial<CertificateView>;
  warnings: readonly CertificateWarning[];
}

export function CertificatePage({ initial, warnings }: CertificatePageProps) {
  const t = useTranslations("certificate");
  const common = useTranslations("common");
  const alarm = useTranslations("alarm");
  const router = useRouter();
  const { id } = initial.data;
  const resource = useResource(queryKeys.certificate(id), () => readCertificateAction(id), initial);
  const [open, setOpen] = useState<"edit" | "delete">();
  const certificate = resource.data;
  const { facts, domain, type, description, uses, createdAt } = certificate;
  const name = certificate.name || id.slice(0, 8);
  return (
    <>
      <PageHead
        crumbs={[{ label: t("title"), href: "/certificates" }, { label: name }]}
        title={name}
        badges={<ExpiryBadge notAfter={facts.notAfter} />}
        actions={
          <>
            <ButtonLink icon={<Bell />} href={`/alarms/create?type=certificate&object=${id}`}>
              {alarm("createShort")}
            </ButtonLink>
            <Button
              icon={<Download />}
              onClick={() => download(`${fileName(name)}.crt`, "application/x-pem-file", certificate.certificatePem)}
            >
              {t("downloadCertificate")}
            </Button>
            <Button variant="dangerText" icon={<Trash2 />} onClick={() => setOpen("delete")}>
              {common("delete")}
            </Button>
            <Button variant="primary" icon={<Pencil />} onClick={() => setOpen("edit")}>
              {t("edit")}
            </Button>
          </>
        }
      />
      <div className="grid gap-4">
        <StaleResource resource={resource} onRetry={resource.refresh} busy={resource.refreshing} />
        <CertificateWarnings warnings={warnings} />
        <Card aria-label={t("facts")} className="px-4 py-3.5 phone:px-3">
          <Facts
            columns={3}
            facts={[
              {
                key: "id",
                label: common("id"),
                value: <CopyableId id={id} />,
              },
              { key: "type", label: t("type"), value: t(`type${type}`) },
              { key: "domain", label: t("domain"), value: domain || "–" },
              { key: "uses", label: t("usedIn"), value: <UseLinks uses={uses} /> },
              { key: "created", label: common("created"), value: <Timestamp at={createdAt} show="absolute" /> },
              {
                key: "description",
                label: common("description"),
                value: <span className="break-words">{description || "–"}</span>,
              },
            ]}
          />
        </Card>
        <Card>
          <CardHead title={t("preview")} />
          <div className="grid gap-3 px-4 pb-4 phone:px-3">
            <FactsList facts={facts} columns={3} />
            <Facts
              columns={1}
              className="phone:grid-cols-1"
              facts={[
                {
                  key: "fingerprint",
                  label: t("fingerprint"),
                  value: (
                    <>
                      <span className="mono min-w-0 break-all">{facts.fingerprint}</span>
                      <CopyButton value={facts.fingerprint} label={common("copy")} />
                    </>
                  ),
                },
                { key: "serial", label: t("serial"), value: <span className="mono break-all">{facts.serial}</span> },
              ]}
            />
          </div>
        </Card>
      </div>
      {open === "edit" && (
        <EditCertificateDialog
          certificate={certificate}
          onClose={() => setOpen(undefined)}
          onSaved={() => router.refresh()}
        />
      )}
      {open === "delete" && (
        <DeleteCertificatesDialog
          certificates={[certificate]}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.push("/certificates")}
        />
      )}
    </>
  );
}
