"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteServersAction } from "@/lib/actions/server";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ServerView } from "@/lib/model/server";
import { GroupLinks } from "./group-links";

export interface DeleteServersDialogProps {
  servers: readonly ServerView[];
  onClose: () => void;
  onDeleted?: () => void;
}

/** Those that a group uses stand in the way, with the groups linked. */
export function DeleteServersDialog({ servers, onClose, onDeleted }: DeleteServersDialogProps) {
  const t = useTranslations("server");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const used = servers.filter(({ uses }) => uses.length > 0);
  const rows: Consequence[] = [];
  if (servers.length > 1) {
    rows.push({ key: "which", label: t("deleteWhich"), value: servers.map(({ name }) => name).join(", ") });
  }
  if (used.length > 0) {
    const value = used.map(({ id, name, uses }) => (
      <div key={id}>
        {servers.length > 1 && name} <GroupLinks uses={uses} />
      </div>
    ));
    rows.push({ key: "used", label: t("usedIn"), value });
  }
  const count = servers.length;
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={count === 1 ? t("deleteTitle", { name: servers[0]?.name ?? "" }) : t("deleteManyTitle", { count })}
      description={used.length > 0 ? t("deleteBlocked") : t("deleteHint")}
      consequences={rows}
      keepLabel={t("deleteKeep", { count })}
      confirmLabel={t("deleteConfirm", { count })}
      blocked={used.length > 0}
      onConfirm={async () => {
        const result = await deleteServersAction({ ids: servers.map(({ id }) => id) });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { count }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
