"use client";

import { useTranslations } from "next-intl";
import { previewRestoreObjectAction, restoreObjectAction } from "@/lib/actions/configuration";
import { queryKeys } from "@/lib/client/query-keys";
import type { TraceView } from "@/lib/model/trace";
import { RestoreFrame } from "./restore-frame";

/** From an audit event: its object becomes what it was before. */
export function RestoreObjectDialog({ trace, onClose }: { trace: TraceView; onClose: () => void }) {
  const t = useTranslations("configuration");
  const name = trace.resourceName === "" ? trace.resourceId.slice(0, 8) : trace.resourceName;
  return (
    <RestoreFrame
      title={t("restoreObjectTitle", { name })}
      hint={t("restoreObjectHint")}
      action={t("restoreObjectAction")}
      done={t("objectRestored")}
      queryKey={queryKeys.restoreObjectPreview(trace.id)}
      preview={() => previewRestoreObjectAction(trace.id)}
      restore={() => restoreObjectAction(trace.id)}
      onClose={onClose}
    />
  );
}
