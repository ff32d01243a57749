"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteL7PolicyAction } from "@/lib/actions/l7policy";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { L7PolicyView } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";

interface DeleteRedirectProps {
  listener: ListenerView;
  redirect: L7PolicyView;
  onClose: () => void;
}

/** L7-23: what was inactive is active again. */
export function DeleteRedirectDialog({ listener, redirect, onClose }: DeleteRedirectProps) {
  const t = useTranslations("redirect");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, name } = redirect;
  const policies = listener.policyIds.length - 1;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name })}
      description={t("deleteHint", { port: String(listener.port) })}
      consequences={[
        {
          key: "back",
          label: t("back"),
          value: (
            <>
              <p>{listener.defaultPool ? t("backGroup", { name: listener.defaultPool.name }) : t("backNothing")}</p>
              {policies > 0 && <p>{t("backPolicies", { count: policies })}</p>}
            </>
          ),
        },
      ]}
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
