"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteAlarmTargetAction } from "@/lib/actions/alarm-target";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { AlarmTargetView } from "@/lib/model/alarm-target";
import { ruleHref } from "./alarm-cells";

/** Rules that notify it stand in the way, each with the way there. */
export function DeleteTargetDialog({ target, onClose }: { target: AlarmTargetView; onClose: () => void }) {
  const t = useTranslations("alarmTarget");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, name, rules } = target;
  const blocked = rules.length > 0;
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("deleteTitle", { name })}
      description={t(blocked ? "deleteBlocked" : "deleteHint")}
      consequences={
        blocked
          ? [
              {
                key: "rules",
                label: t("usedBy"),
                value: rules.map((rule) => (
                  <Link key={rule.id} href={ruleHref(rule.id)} className="text-link block">
                    {rule.name}
                  </Link>
                )),
              },
            ]
          : []
      }
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      blocked={blocked}
      onConfirm={async () => {
        const result = await deleteAlarmTargetAction({ id });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { name }));
        refresh();
        return undefined;
      }}
    />
  );
}
