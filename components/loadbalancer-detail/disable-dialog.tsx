"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

export interface DisableDialogProps {
  view: LoadBalancerView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<string | void>;
}

export function DisableDialog({ view, ...rest }: DisableDialogProps) {
  const t = useTranslations("loadbalancerDetail");
  return (
    <ConfirmDialog
      {...rest}
      title={t("disableTitle", { name: view.name })}
      description={t("disableHint")}
      keepLabel={t("keepEnabled")}
      confirmLabel={t("disableConfirm")}
    />
  );
}
