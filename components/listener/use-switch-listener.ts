"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { updateListenerAction } from "@/lib/actions/listener";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ListenerView } from "@/lib/model/listener";

/** Enables or disables; a refusal stands in the flash bar and is given back. */
export function useSwitchListener() {
  const t = useTranslations("listener");
  const failureText = useFailureText();
  const { show } = useFlash();
  const refresh = useRefreshResources();
  return useCallback(
    async ({ id, name }: ListenerView, enabled: boolean): Promise<string | undefined> => {
      const result = await updateListenerAction({ id, enabled });
      if (result.ok) {
        notify(t(enabled ? "enabled" : "disabled", { name }));
        refresh();
        return undefined;
      }
      const reason = failureText(result.error);
      if (enabled) show({ id: `listener-${id}`, tone: "bad", title: name, children: reason });
      return reason;
    },
    [t, failureText, show, refresh],
  );
}
