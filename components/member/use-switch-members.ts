"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { updateMemberAction } from "@/lib/actions/member";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import { nameOf } from "@/components/status/server-place";

/** Enables or disables one or many; those that were refused stay named in the flash bar. */
export function useSwitchMembers() {
  const t = useTranslations("member");
  const failureText = useFailureText();
  const { show } = useFlash();
  const refresh = useRefreshResources();
  return useCallback(
    async (members: readonly MemberView[], enabled: boolean) => {
      const failures: { name: string; error: ActionError }[] = [];
      for (const member of members) {
        const result = await updateMemberAction({ poolId: member.poolId, id: member.id, enabled });
        if (!result.ok) failures.push({ name: nameOf(member), error: result.error });
      }
      const done = members.length - failures.length;
      const [first] = members;
      if (done === 1 && members.length === 1 && first) {
        notify(t(enabled ? "enabled" : "disabled", { name: nameOf(first) }));
      } else if (done > 0) notify(t(enabled ? "enabledCount" : "disabledCount", { count: done }));
      if (failures.length > 0) {
        show({
          id: "members-switch",
          tone: "bad",
          title: t("someFailed", { count: failures.length }),
          children: failures.map(({ name, error }) => `${name}: ${failureText(error)}`).join(" · "),
        });
      }
      refresh();
    },
    [t, failureText, show, refresh],
  );
}
