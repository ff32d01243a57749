"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { PoolView } from "@/lib/model/pool";
import { useSwitchPool } from "./pool-actions";

export function DisablePoolDialog({ pool, onClose }: { pool: PoolView; onClose: () => void }) {
  const t = useTranslations("pool");
  const switchPool = useSwitchPool();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("disableTitle", { name: pool.name })}
      description={t("disableHint")}
      keepLabel={t("keepEnabled")}
      confirmLabel={t("disableConfirm")}
      onConfirm={() => switchPool(pool, false)}
    />
  );
}
