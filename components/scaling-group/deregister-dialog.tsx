"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deregisterInstancesAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ScalingGroupView, ScalingInstanceView } from "@/lib/model/scaling-group";

interface DeregisterDialogProps {
  group: ScalingGroupView;
  instances: readonly ScalingInstanceView[];
  onClose: () => void;
}

/** Says where it is drained, and warns where it is the last that takes requests (BS-02). */
export function DeregisterDialog({ group, instances, onClose }: DeregisterDialogProps) {
  const t = useTranslations("scaling");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const ids = instances.map(({ id }) => id);
  const [first] = instances;
  const places = instances.reduce((sum, each) => sum + each.places.length, 0);
  const stays = group.instances.some(({ id, leavesAt }) => leavesAt === null && !ids.includes(id));
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("deregisterTitle", { place: first?.address ?? "" })}
      description={t(group.drainS === 0 ? "deregisterNow" : "deregisterDrained", { seconds: group.drainS, places })}
      consequences={stays ? [] : [{ key: "last", label: t("lastLabel"), value: t("lastHint") }]}
      keepLabel={t("keepMember")}
      confirmLabel={t("deregisterConfirm")}
      onConfirm={async () => {
        const result = await deregisterInstancesAction({ scalingGroupId: group.id, instances: ids });
        if (!result.ok) return failureText(result.error);
        notify(t("deregistered", { place: first?.address ?? "" }));
        refresh();
        return undefined;
      }}
    />
  );
}
