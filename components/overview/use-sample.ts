"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { createSampleAction, removeSampleAction } from "@/lib/actions/overview";
import type { ActionResult } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";

const flashId = "sample";

/** Makes and removes the sample; a refusal stays on the screen until the next try. */
export function useSample() {
  const t = useTranslations("overview");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { show, dismiss } = useFlash();
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<ActionResult<unknown>>, title: string): Promise<boolean> => {
    setBusy(true);
    dismiss(flashId);
    try {
      const result = await work();
      if (!result.ok) show({ id: flashId, tone: "bad", title, children: failureText(result.error) });
      refresh();
      return result.ok;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    create: () => run(createSampleAction, t("sampleFailed")),
    remove: async () => {
      if (await run(removeSampleAction, t("sampleRemoveFailed"))) notify(t("sampleRemoved"));
    },
  };
}
