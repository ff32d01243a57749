"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteScalingGroupAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ScalingGroupView } from "@/lib/model/scaling-group";

interface DeleteScalingGroupDialogProps {
  group: ScalingGroupView;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Linked server groups stand in the way, each with the way there. */
export function DeleteScalingGroupDialog({ group, onClose, onDeleted }: DeleteScalingGroupDialogProps) {
  const t = useTranslations("scaling");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, name, links } = group;
  const blocked = links.length > 0;
  const leaving = group.instances.filter(({ places }) => places.length > 0).length;
  const rows: Consequence[] = [];
  if (blocked) {
    const value = links.map(({ id: linkId, pool }) => (
      <div key={linkId}>
        {t.rich("unlinkFirst", {
          name: pool.name,
          link: (text) => (
            <Link href={`/load-balancers/${pool.loadBalancerId}/groups/${pool.id}`} className="text-link">
              {text}
            </Link>
          ),
        })}
      </div>
    ));
    rows.push({ key: "first", label: feedback("rowFirst"), value });
  } else if (leaving > 0) {
    rows.push({ key: "with", label: feedback("rowDeletedWithIt"), value: t("deleteDraining", { count: leaving }) });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("deleteTitle", { name })}
      description={t(blocked ? "deleteBlocked" : "deleteHint")}
      consequences={rows}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      blocked={blocked}
      onConfirm={async () => {
        const result = await deleteScalingGroupAction({ id });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { name }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
