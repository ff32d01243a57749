"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { previewRestoreAction, restoreGenerationAction } from "@/lib/actions/configuration";
import { queryKeys } from "@/lib/client/query-keys";
import type { GenerationView } from "@/lib/model/configuration";
import { ConfirmWithin } from "./confirm-within";
import { RestoreFrame } from "./restore-frame";

/** The whole configuration becomes that of an earlier generation. */
export function RestoreDialog({ row: { generation }, onClose }: { row: GenerationView; onClose: () => void }) {
  const t = useTranslations("configuration");
  const [confirmWithin, setConfirmWithin] = useState<number | null>(5);
  return (
    <RestoreFrame
      title={t("restoreTitle", { generation })}
      hint={t("restoreHint")}
      action={t("restoreAction", { generation })}
      done={t("restored", { generation })}
      queryKey={queryKeys.restorePreview(generation)}
      preview={() => previewRestoreAction(generation)}
      restore={() => restoreGenerationAction({ generation, confirmWithin })}
      onClose={onClose}
    >
      <ConfirmWithin value={confirmWithin} onChange={setConfirmWithin} />
    </RestoreFrame>
  );
}
