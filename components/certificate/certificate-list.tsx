"use client";

import { FlaskConical, Pencil, Plus, ShieldCheck, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { readCertificatesAction } from "@/lib/actions/certificate";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import { type CertificateView, expiryOf } from "@/lib/model/certificate";
import { useCertificateColumns } from "./certificate-columns";
import { CreateCertificateDialog, EditCertificateDialog } from "./certificate-dialog";
import { DeleteCertificatesDialog } from "./delete-certificates-dialog";
import { IssueDialog } from "./issue-dialog";

type Open =
  | { kind: "create" }
  | { kind: "issue" }
  | { kind: "edit"; certificate: CertificateView }
  | { kind: "delete"; certificates: readonly CertificateView[]; clear?: () => void };

const readAll = () => readCertificatesAction();

/** Certificates of servers and authorities (chapter 6). */
export function CertificateList({ initial }: { initial: Initial<CertificateView[]> }) {
  const t = useTranslations("certificate");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.certificates, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const make = (
    <Button icon={<FlaskConical />} onClick={() => setOpen({ kind: "issue" })}>
      {t("issue")}
    </Button>
  );
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<CertificateView>
        resource="certificate"
        title={t("title")}
        rows={data}
        rowId={({ id }) => id}
        rowName={({ id, name }) => name || id.slice(0, 8)}
        columns={useCertificateColumns()}
        properties={useProperties()}
        searchText={({ id, name, domain, facts }) => [id, name, domain, facts.subject, ...facts.names]}
        defaultSort={{ column: "name", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        exporting={() => make}
        primaryAction={create}
        rowMenu={(certificate) => [
          [
            {
              key: "edit",
              label: t("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", certificate }),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", certificates: [certificate] }),
            },
          ],
        ]}
        bulk={(certificates, clear) => (
          <Button size="sm" variant="dangerText" onClick={() => setOpen({ kind: "delete", certificates, clear })}>
            {common("delete")}
          </Button>
        )}
        empty={
          <EmptyState
            icon={<ShieldCheck />}
            title={t("empty")}
            actions={
              <>
                {create}
                {make}
              </>
            }
          >
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateCertificateDialog onClose={close} />}
      {open?.kind === "issue" && <IssueDialog authorities={data.filter(({ canSign }) => canSign)} onClose={close} />}
      {open?.kind === "edit" && <EditCertificateDialog certificate={open.certificate} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteCertificatesDialog certificates={open.certificates} onClose={close} onDeleted={open.clear} />
      )}
    </>
  );
}

function useProperties(): readonly FilterProperty<CertificateView>[] {
  const t = useTranslations("certificate");
  const common = useTranslations("common");
  return useMemo(
    () => [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "type", label: t("type"), values: ({ type }) => [t(`type${type}`)] },
      { key: "domain", label: t("domain"), values: ({ domain, facts }) => [domain, ...facts.names] },
      {
        key: "expiry",
        label: t("expiry"),
        values: ({ facts }) => [t(`expiry${expiryOf(facts.notAfter, Date.now())}`)],
      },
      { key: "listener", label: t("usedIn"), values: ({ uses }) => uses.map(({ listener }) => listener.name) },
    ],
    [t, common],
  );
}
