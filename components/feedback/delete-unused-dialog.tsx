"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import { ConfirmDialog } from "./confirm-dialog";
import type { Consequence } from "./consequences";
import { useFailureText } from "./failure-text";
import { notify } from "./notify";

export interface DeleteUnusedDialogProps {
  /** Whose words are said. */
  resource: "certificate" | "server";
  /** `uses`: links to what uses it and stands in the way; null: nothing does. */
  rows: readonly { id: string; name: string; uses: ReactNode | null }[];
  act: (ids: string[]) => Promise<ActionResult>;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Deletes one or several that nothing uses; those that are in use are named with the links to who uses them. */
export function DeleteUnusedDialog({ resource, rows, act, onClose, onDeleted }: DeleteUnusedDialogProps) {
  const t = useTranslations(resource);
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const used = rows.filter(({ uses }) => uses !== null);
  const { length: count } = rows;
  const consequences: Consequence[] = [];
  if (count > 1) {
    consequences.push({ key: "which", label: t("deleteWhich"), value: rows.map(({ name }) => name).join(", ") });
  }
  if (used.length > 0) {
    const value = used.map(({ id, name, uses }) => (
      <div key={id}>
        {count > 1 && name} {uses}
      </div>
    ));
    consequences.push({ key: "used", label: t("usedIn"), value });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={count === 1 ? t("deleteTitle", { name: rows[0]?.name ?? "" }) : t("deleteManyTitle", { count })}
      description={used.length > 0 ? t("deleteBlocked") : t("deleteHint")}
      consequences={consequences}
      keepLabel={t("deleteKeep", { count })}
      confirmLabel={t("deleteConfirm", { count })}
      blocked={used.length > 0}
      onConfirm={async () => {
        const result = await act(rows.map(({ id }) => id));
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { count }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
