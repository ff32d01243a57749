"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFlash } from "@/components/feedback/flash";
import { ButtonLink } from "@/components/ui/button";
import { createLoadBalancerAction } from "@/lib/actions/loadbalancer";
import type { ActionError } from "@/lib/actions/result";
import type { CreateLoadBalancerInput, LoadBalancer } from "@/lib/model/loadbalancer";
import type { FieldError } from "@/lib/model/rule";

/** Creates it and goes to its page, where a listener is next. What is refused comes back by field, or as a whole. */
export function useSubmit() {
  const t = useTranslations("loadbalancer");
  const router = useRouter();
  const { show, dismiss } = useFlash();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ActionError>();
  const [done, setDone] = useState(false);

  const announce = ({ id, name, vipAddress }: LoadBalancer, isPublic: boolean) => {
    const flashId = `created ${id}`;
    show({
      id: flashId,
      tone: "ok",
      title: t("created", { name }),
      children: t(isPublic ? "createdHintPublic" : "createdHint", { address: vipAddress }),
      action: (
        <ButtonLink size="sm" href={`/load-balancers/${id}/listeners/create`} onClick={() => dismiss(flashId)}>
          {t("addListener")}
        </ButtonLink>
      ),
    });
  };

  const submit = async (input: CreateLoadBalancerInput): Promise<readonly FieldError[]> => {
    setBusy(true);
    setRefused(undefined);
    try {
      const result = await createLoadBalancerAction(input);
      if (result.ok) {
        setDone(true);
        announce(result.data, input.eip?.kind !== "none");
        router.push(`/load-balancers/${result.data.id}`);
        return [];
      }
      const fields = result.error.fields.filter(({ path }) => path !== "");
      if (fields.length === 0) setRefused(result.error);
      return fields;
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, refused, done };
}
