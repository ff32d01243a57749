"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { previewRestoreAction, restoreGenerationAction } from "@/lib/actions/configuration";
import type { ActionError } from "@/lib/actions/result";
import { queryKeys } from "@/lib/client/query-keys";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { GenerationView } from "@/lib/model/configuration";
import { ConfirmWithin } from "./confirm-within";
import { DiffView } from "./diff-view";
import { FailureList } from "./failure-list";

/** Shows what a restore would change before it is done. */
export function RestoreDialog({ row, onClose }: { row: GenerationView; onClose: () => void }) {
  const t = useTranslations("configuration");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const [within, setWithin] = useState<number | null>(5);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActionError>();
  const { generation } = row;
  const { data } = useQuery({
    queryKey: queryKeys.restorePreview(generation),
    queryFn: () => previewRestoreAction(generation),
    staleTime: 0,
    gcTime: 0,
  });
  const refused = failure ?? (data?.ok === false ? data.error : undefined);
  const diff = data?.ok ? data.data : undefined;
  const isSame = diff !== undefined && diff.created + diff.changed + diff.deleted === 0;
  const restore = async () => {
    setBusy(true);
    const result = await restoreGenerationAction({ generation, confirmWithin: within }).finally(() => setBusy(false));
    if (!result.ok) return setFailure(result.error);
    notify(t("restored", { generation }));
    refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={t("restoreTitle", { generation })}
      description={t("restoreHint")}
      className="w-180"
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common("cancel")}
          </Button>
          <Button variant="primary" busy={busy} disabled={diff === undefined || isSame} onClick={() => void restore()}>
            {t("restoreAction", { generation })}
          </Button>
        </>
      }
    >
      <div className="mt-3 max-h-[50vh] overflow-y-auto" aria-live="polite">
        {data === undefined && <Spinner />}
        {refused !== undefined && <FailureList error={refused} />}
        {diff !== undefined && refused === undefined && (isSame ? <p>{t("sameAsNow")}</p> : <DiffView diff={diff} />)}
      </div>
      {diff !== undefined && !isSame && <ConfirmWithin value={within} onChange={setWithin} />}
    </Dialog>
  );
}
