"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { ListenerView } from "@/lib/model/listener";
import { useSwitchListener } from "./use-switch-listener";

export function DisableListenerDialog({ listener, onClose }: { listener: ListenerView; onClose: () => void }) {
  const t = useTranslations("listener");
  const switchListener = useSwitchListener();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("disableTitle", { name: listener.name })}
      description={t("disableHint", { port: listener.port })}
      keepLabel={t("keepEnabled")}
      confirmLabel={t("disableConfirm")}
      onConfirm={() => switchListener(listener, false)}
    />
  );
}
