"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { deleteLoadBalancerAction } from "@/lib/actions/loadbalancer";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

export interface BulkDeleteDialogProps {
  views: readonly LoadBalancerView[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone: () => void;
}

/** Deletes the empty ones of a selection; the others are named with what they still hold. */
export function BulkDeleteDialog({ views, open, onOpenChange, onDone }: BulkDeleteDialogProps) {
  const t = useTranslations("loadbalancer");
  const failureText = useFailureText();
  const flash = useFlash();
  const format = useFormatter();
  const empty = views.filter(isEmpty);
  const held = views.filter((view) => !isEmpty(view));

  const remainsOf = ({ listeners, servers }: LoadBalancerView) =>
    format.list(
      [
        listeners.length > 0 && t("countListeners", { count: listeners.length }),
        servers.length > 0 && t("countServers", { count: servers.length }),
      ].filter((text) => text !== false),
    );

  const rows: Consequence[] = [];
  if (empty.length > 0) rows.push({ key: "empty", label: t("bulkDeletes"), value: <Names views={empty} /> });
  if (held.length > 0) {
    const value = held.map((view) => (
      <div key={view.id}>
        {view.name} <span className="text-muted-foreground">{remainsOf(view)}</span>
      </div>
    ));
    rows.push({ key: "held", label: t("bulkBlocked"), value });
  }

  const confirm = async () => {
    const failed: { view: LoadBalancerView; reason: string }[] = [];
    for (const view of empty) {
      const result = await deleteLoadBalancerAction({ id: view.id });
      if (!result.ok) failed.push({ view, reason: failureText(result.error) });
    }
    const done = empty.length - failed.length;
    if (failed.length === 0) notify(t("bulkDone", { count: done }));
    else {
      flash.show({
        id: "bulk-delete",
        tone: "bad",
        title: t("bulkSomeLeft", { done, failed: failed.length }),
        children: failed.map(({ view, reason }) => <p key={view.id}>{`${view.name}: ${reason}`}</p>),
      });
    }
    onDone();
  };

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("bulkTitle", { count: views.length })}
      description={empty.length === 0 ? t("bulkNothing") : t("bulkDescription")}
      consequences={rows}
      typedName={empty.length === 0 ? undefined : t("bulkWord")}
      typedNameLabel={t("bulkTypeWord")}
      keepLabel={t("bulkKeep")}
      confirmLabel={t("bulkConfirm", { count: empty.length })}
      blocked={empty.length === 0}
      onConfirm={confirm}
    />
  );
}

function Names({ views }: { views: readonly LoadBalancerView[] }) {
  return views.map(({ id, name }) => <div key={id}>{name}</div>);
}

function isEmpty({ listeners, servers }: LoadBalancerView): boolean {
  return listeners.length === 0 && servers.length === 0;
}
