"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteL7PolicyAction } from "@/lib/actions/l7policy";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { L7PolicyView } from "@/lib/model/l7policy";

/** FP-13: its group stays, and its requests go to whichever policy or group comes next. */
export function DeletePolicyDialog({ policy, onClose }: { policy: L7PolicyView; onClose: () => void }) {
  const t = useTranslations("l7policy");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, name, redirectPool } = policy;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name })}
      description={t("deleteHint")}
      consequences={
        redirectPool === null
          ? []
          : [{ key: "kept", label: feedback("rowKept"), value: t("deleteKeepsGroup", { name: redirectPool.name }) }]
      }
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      onConfirm={async () => {
        const result = await deleteL7PolicyAction({ id });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { name }));
        refresh();
        return undefined;
      }}
    />
  );
}
