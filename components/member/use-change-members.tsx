"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { updateMembersAction } from "@/lib/actions/member";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import { leavesNobody, type MemberChange } from "./leaves-nobody";

/** Gives why it was not saved; null: it was, or the question was answered with no. */
export type ChangeMembers = (changes: readonly MemberChange[], done: string) => Promise<string | null>;

interface Asked {
  changes: readonly MemberChange[];
  done: string;
  settle: (failure: string | null) => void;
}

/** Saves weights and switches of servers in one request, and asks before the last one that takes requests goes. */
export function useChangeMembers(members: readonly MemberView[]) {
  const t = useTranslations("member");
  const failureText = useFailureText();
  const flash = useFlash();
  const refresh = useRefreshResources();
  const [asked, setAsked] = useState<Asked>();
  const save = useCallback(
    async (changes: readonly MemberChange[], done: string): Promise<string | null> => {
      const poolId = members[0]?.poolId;
      if (poolId === undefined) return null;
      const result = await updateMembersAction({ poolId, members: [...changes] }).catch(() => null);
      if (!result?.ok) return result ? failureText(result.error) : t("noAnswer");
      notify(done);
      refresh();
      return null;
    },
    [members, failureText, refresh, t],
  );
  const change = useCallback<ChangeMembers>(
    async (changes, done) => {
      if (!leavesNobody(members, changes)) return save(changes, done);
      return new Promise((settle) => setAsked({ changes, done, settle }));
    },
    [members, save],
  );
  const changeOrFlash = useCallback(
    async (changes: readonly MemberChange[], done: string) => {
      const failure = await change(changes, done);
      if (failure === null) return;
      flash.show({ id: "members-change", tone: "bad", title: t("notChanged"), children: failure });
    },
    [change, flash, t],
  );
  const question: ReactNode = asked && (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (open) return;
        setAsked(undefined);
        asked.settle(null);
      }}
      title={t("lastTitle")}
      description={t("lastHint")}
      keepLabel={t("lastKeep")}
      confirmLabel={t("lastConfirm")}
      onConfirm={async () => (await save(asked.changes, asked.done)) ?? undefined}
    />
  );
  return { change, changeOrFlash, question };
}
