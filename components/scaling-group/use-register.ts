"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { registerInstancesAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";

interface Entering {
  address: string;
  port: number | null;
  name: string;
}

/** Puts instances in, or back in; says how it went. */
export function useRegister(scalingGroupId: string): (instances: readonly Entering[]) => Promise<void> {
  const t = useTranslations("scaling");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  return async (entering) => {
    const instances = entering.map(({ address, port, name }) => ({ address, port, name }));
    const result = await registerInstancesAction({ scalingGroupId, instances }).catch(() => null);
    if (result?.ok) notify(t("registered", { count: instances.length }));
    else notify(result === null ? t("noAnswer") : failureText(result.error));
    refresh();
  };
}
