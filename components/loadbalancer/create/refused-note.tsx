"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { ActionError } from "@/lib/actions/result";

/** A refusal that belongs to no field: the quota, an empty pool of addresses. */
export function RefusedNote({ error }: { error: ActionError }) {
  const t = useTranslations("loadbalancer");
  const failureText = useFailureText();
  return (
    <Note tone="bad" role="alert">
      <Shape name="diamond" />
      <div className="min-w-0">
        <p className="font-medium">{t("refusedTitle")}</p>
        <p className="text-xs">{failureText(error)}</p>
      </div>
    </Note>
  );
}
