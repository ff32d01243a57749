"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { unbindEipAction } from "@/lib/actions/eip";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { EipDialogProps } from "./eip-dialog";

/** Makes a public load balancer private; its EIP is free for others (LB-13). */
export function UnbindDialog({ view, onClose }: EipDialogProps) {
  const t = useTranslations("eip");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { eip, name, vipAddress } = view;
  if (eip === null) return null;
  const address = eip.externalAddress ?? eip.address;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("unbindTitle", { address, name })}
      description={t("unbindAbout", { address })}
      keepLabel={t("unbindKeep")}
      confirmLabel={t("unbindConfirm")}
      consequences={[
        { key: "gone", label: t("endsOn"), value: <span className="mono">{address}</span> },
        { key: "kept", label: t("goesOn"), value: <span className="mono">{vipAddress}</span> },
      ]}
      onConfirm={async () => {
        const result = await unbindEipAction({ id: eip.id });
        if (!result.ok) return failureText(result.error);
        notify(t("unbound", { name, address }));
        refresh();
        return undefined;
      }}
    />
  );
}
