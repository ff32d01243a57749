"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { removeMembersAction } from "@/lib/actions/member";
import { useLiveMemberRates } from "@/lib/client/live";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import { nameOf } from "@/components/status/server-place";
import { takesRequests } from "@/lib/model/member";

export interface RemoveMembersDialogProps {
  /** Of the group, to say what is left (BS-02). */
  members: readonly MemberView[];
  removed: readonly MemberView[];
  onClose: () => void;
  onRemoved?: () => void;
}

const mostNamed = 6;

export function RemoveMembersDialog({ members, removed, onClose, onRemoved }: RemoveMembersDialogProps) {
  const t = useTranslations("member");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const ids = removed.map(({ id }) => id);
  const rates = useLiveMemberRates(ids);
  const open = ids.reduce((sum, id) => sum + (rates.get(id)?.connections ?? 0), 0);
  const left = members.filter((member) => takesRequests(member) && !ids.includes(member.id)).length;
  const names = removed.map(nameOf);
  const list = names.slice(0, mostNamed).join(", ");
  const rows: Consequence[] = [];
  if (names.length > 1) {
    const count = names.length - mostNamed;
    rows.push({ key: "which", label: t("removeWhich"), value: count > 0 ? t("andMore", { list, count }) : list });
  }
  rows.push(
    { key: "open", label: t("removeOpen"), value: t("removeOpenCount", { count: open }) },
    {
      key: "left",
      label: t("removeLeft"),
      value: left === 0 ? <span className="text-bad-fg">{t("leftNone")}</span> : t("leftCount", { count: left }),
    },
  );
  const [poolId] = removed.map((member) => member.poolId);
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={
        names.length === 1 ? t("removeTitle", { name: names[0] ?? "" }) : t("removeManyTitle", { count: names.length })
      }
      description={t("removeHint")}
      consequences={rows}
      keepLabel={t("removeKeep")}
      confirmLabel={t("removeConfirm", { count: names.length })}
      onConfirm={async () => {
        if (poolId === undefined) return;
        const result = await removeMembersAction({ poolId, ids });
        if (!result.ok) return failureText(result.error);
        notify(t("removed", { count: ids.length }));
        refresh();
        onRemoved?.();
        return undefined;
      }}
    />
  );
}
