"use client";

import { DeleteUnusedDialog } from "@/components/feedback/delete-unused-dialog";
import { deleteCertificatesAction } from "@/lib/actions/certificate";
import type { CertificateView } from "@/lib/model/certificate";
import { UseLinks } from "./use-links";

export interface DeleteCertificatesDialogProps {
  certificates: readonly CertificateView[];
  onClose: () => void;
  onDeleted?: () => void;
}

/** Those that a listener uses stand in the way, with the listeners linked (CE-06). */
export function DeleteCertificatesDialog({ certificates, ...on }: DeleteCertificatesDialogProps) {
  return (
    <DeleteUnusedDialog
      resource="certificate"
      rows={certificates.map(({ id, name, uses }) => ({
        id,
        name,
        uses: uses.length === 0 ? null : <UseLinks uses={uses} />,
      }))}
      act={(ids) => deleteCertificatesAction({ ids })}
      {...on}
    />
  );
}
