"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { useFlash } from "@/components/feedback/flash";
import { notify } from "@/components/feedback/notify";
import { Segmented } from "@/components/ui/segmented";
import { updateListenerAction } from "@/lib/actions/listener";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { PolicyOrder } from "@/lib/model/l7policy-order";
import type { ListenerView } from "@/lib/model/listener";

/** K-26: which of several policies that match comes first. It takes effect at once. */
export function PolicyOrderChoice({ listener: { id, name, policyOrder } }: { listener: ListenerView }) {
  const t = useTranslations("l7policy");
  const failureText = useFailureText();
  const { show } = useFlash();
  const refresh = useRefreshResources();
  const choose = async (next: PolicyOrder) => {
    const result = await updateListenerAction({ id, policyOrder: next });
    if (result.ok) notify(t(`order_${next}Saved`));
    else show({ id: `listener-${id}`, tone: "bad", title: name, children: failureText(result.error) });
    refresh();
  };
  return (
    <Segmented<PolicyOrder>
      label={t("orderOf")}
      value={policyOrder}
      onValueChange={(next) => void choose(next)}
      options={[
        { value: "guide", label: t("order_guide") },
        { value: "position", label: t("order_position") },
      ]}
    />
  );
}
