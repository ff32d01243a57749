"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ConfigurationDiff } from "@/lib/model/configuration";
import { DiffView } from "./diff-view";
import { FailureList } from "./failure-list";

interface RestoreFrameProps {
  title: string;
  hint: string;
  action: string;
  /** Said when it is done. */
  done: string;
  queryKey: readonly unknown[];
  preview: () => Promise<ActionResult<ConfigurationDiff>>;
  restore: () => Promise<ActionResult<unknown>>;
  onClose: () => void;
  /** Below what would change. */
  children?: ReactNode;
}

/** Shows what a restore would change, or why it is refused, before it is done. */
export function RestoreFrame(props: RestoreFrameProps) {
  const { title, hint, action, done, queryKey, preview, restore, onClose, children } = props;
  const t = useTranslations("configuration");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActionError>();
  const { data } = useQuery({ queryKey, queryFn: preview, staleTime: 0, gcTime: 0 });
  const refused = failure ?? (data?.ok === false ? data.error : undefined);
  const diff = data?.ok ? data.data : undefined;
  const isSame = diff !== undefined && diff.created + diff.changed + diff.deleted === 0;
  const act = async () => {
    setBusy(true);
    const result = await restore().finally(() => setBusy(false));
    if (!result.ok) return setFailure(result.error);
    notify(done);
    refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      description={hint}
      className="w-180"
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common("cancel")}
          </Button>
          <Button variant="primary" busy={busy} disabled={diff === undefined || isSame} onClick={() => void act()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="mt-3 max-h-[50vh] overflow-y-auto" aria-live="polite">
        {data === undefined && <Spinner />}
        {refused !== undefined && <FailureList error={refused} />}
        {diff !== undefined && refused === undefined && (isSame ? <p>{t("sameAsNow")}</p> : <DiffView diff={diff} />)}
      </div>
      {diff !== undefined && !isSame && children}
    </Dialog>
  );
}
