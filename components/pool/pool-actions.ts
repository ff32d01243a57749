"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { copyText } from "@/components/ui/copy-text";
import { updatePoolAction } from "@/lib/actions/pool";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { PoolView } from "@/lib/model/pool";

/** Enables or disables; a refusal stands in the flash bar and is given back. */
export function useSwitchPool() {
  const t = useTranslations("pool");
  const failureText = useFailureText();
  const { show } = useFlash();
  const refresh = useRefreshResources();
  return useCallback(
    async ({ id, name }: PoolView, enabled: boolean): Promise<string | undefined> => {
      const result = await updatePoolAction({ id, enabled });
      if (result.ok) {
        notify(t(enabled ? "enabled" : "disabled", { name }));
        refresh();
        return undefined;
      }
      const reason = failureText(result.error);
      if (enabled) show({ id: `pool-${id}`, tone: "bad", title: name, children: reason });
      return reason;
    },
    [t, failureText, show, refresh],
  );
}

export function useCopyPoolId() {
  const t = useTranslations("pool");
  return useCallback(
    async ({ id, name }: PoolView) => {
      if (await copyText(id)) notify(t("idCopied", { name }));
    },
    [t],
  );
}
