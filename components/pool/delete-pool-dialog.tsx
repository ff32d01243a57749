"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deletePoolAction } from "@/lib/actions/pool";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { PoolView } from "@/lib/model/pool";
import { usersOf } from "./users";

export interface DeletePoolDialogProps {
  pool: PoolView;
  onClose: () => void;
  onDeleted?: () => void;
}

/** PG-08: refused while listeners or policies use it or it holds servers; all are listed with the way there. */
export function DeletePoolDialog({ pool, onClose, onDeleted }: DeletePoolDialogProps) {
  const t = useTranslations("pool");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, name, memberCount, scalingGroups } = pool;
  const users = usersOf(pool);
  const blocked = users.length > 0 || scalingGroups.length > 0 || memberCount > 0;
  const first = (
    <ul className="grid gap-1">
      {users.map((user) => (
        <li key={user.id}>
          {t.rich(user.kind === "listener" ? "firstListener" : "firstPolicy", {
            name: user.name,
            link: (text) => (
              <Link href={user.href} className="text-link">
                {text}
              </Link>
            ),
          })}
        </li>
      ))}
      {scalingGroups.map((group) => (
        <li key={group.id}>
          {t.rich("firstScalingGroup", {
            name: group.name,
            link: (text) => (
              <Link href={`/scaling-groups/${group.id}`} className="text-link">
                {text}
              </Link>
            ),
          })}
        </li>
      ))}
      {memberCount > 0 && <li>{t("firstServers", { count: memberCount })}</li>}
    </ul>
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name })}
      description={t(blocked ? "deleteBlocked" : "deleteHint")}
      consequences={blocked ? [{ key: "first", label: feedback("rowFirst"), value: first }] : []}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      blocked={blocked}
      onConfirm={async () => {
        const result = await deletePoolAction({ id });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { name }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
