"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteCertificatesAction } from "@/lib/actions/certificate";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { CertificateView } from "@/lib/model/certificate";
import { UseLinks } from "./use-links";

export interface DeleteCertificatesDialogProps {
  certificates: readonly CertificateView[];
  onClose: () => void;
  onDeleted?: () => void;
}

/** Those that a listener uses stand in the way, with the listeners linked (CE-06). */
export function DeleteCertificatesDialog({ certificates, onClose, onDeleted }: DeleteCertificatesDialogProps) {
  const t = useTranslations("certificate");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const used = certificates.filter(({ uses }) => uses.length > 0);
  const count = certificates.length;
  const rows: Consequence[] = [];
  if (count > 1)
    rows.push({ key: "which", label: t("deleteWhich"), value: certificates.map(({ name }) => name).join(", ") });
  if (used.length > 0) {
    const value = used.map(({ id, name, uses }) => (
      <div key={id}>
        {count > 1 && name} <UseLinks uses={uses} />
      </div>
    ));
    rows.push({ key: "used", label: t("usedIn"), value });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={count === 1 ? t("deleteTitle", { name: certificates[0]?.name ?? "" }) : t("deleteManyTitle", { count })}
      description={used.length > 0 ? t("deleteBlocked") : t("deleteHint")}
      consequences={rows}
      keepLabel={t("deleteKeep", { count })}
      confirmLabel={t("deleteConfirm", { count })}
      blocked={used.length > 0}
      onConfirm={async () => {
        const result = await deleteCertificatesAction({ ids: certificates.map(({ id }) => id) });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { count }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
