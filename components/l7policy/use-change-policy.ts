"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { updateL7PolicyAction } from "@/lib/actions/l7policy";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { L7PolicyView, UpdateL7PolicyInput } from "@/lib/model/l7policy";

/** A change of one click: its place or its switch. A refusal stands in the flash bar. */
export function useChangePolicy() {
  const t = useTranslations("l7policy");
  const failureText = useFailureText();
  const { show } = useFlash();
  const refresh = useRefreshResources();
  return useCallback(
    async (
      { id, name }: L7PolicyView,
      change: Omit<UpdateL7PolicyInput, "id">,
      done: "enabled" | "disabled" | "moved",
    ) => {
      const result = await updateL7PolicyAction({ id, ...change });
      if (result.ok) notify(t(done, { name }));
      else show({ id: `l7policy-${id}`, tone: "bad", title: name, children: failureText(result.error) });
      refresh();
    },
    [t, failureText, show, refresh],
  );
}
