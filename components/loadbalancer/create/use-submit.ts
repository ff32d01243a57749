"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { createLoadBalancerAction, duplicateLoadBalancerAction } from "@/lib/actions/loadbalancer";
import type { CreateLoadBalancerInput } from "@/lib/model/loadbalancer";
import type { FieldError } from "@/lib/model/rule";

/** Creates it, with what `fromId` has under it, and goes to its page, where a listener is next. What is refused comes back by field, or as a whole. */
export function useSubmit() {
  const t = useTranslations("loadbalancer");
  const words = useTranslations("form");
  const failureText = useFailureText();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [done, setDone] = useState(false);

  const submit = async (input: CreateLoadBalancerInput, fromId?: string): Promise<readonly FieldError[]> => {
    setBusy(true);
    setRefused(undefined);
    try {
      const result =
        fromId === undefined
          ? await createLoadBalancerAction(input)
          : await duplicateLoadBalancerAction({ ...input, fromId });
      if (result.ok) {
        setDone(true);
        notify(t("created", { name: result.data.name }));
        router.push(`/load-balancers/${result.data.id}`);
        return [];
      }
      const fields = result.error.fields.filter(({ path }) => path !== "");
      if (fields.length === 0) setRefused(failureText(result.error));
      return fields;
    } catch {
      setRefused(words("noAnswer"));
      return [];
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, refused, done };
}
