"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import * as z from "zod";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Note } from "@/components/ui/note";
import { bindEipAction, unbindEipAction } from "@/lib/actions/eip";
import { readLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { EipView } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";

interface BindingDialogProps {
  eip: EipView;
  onClose: () => void;
}

const BindForm = z.object({ loadBalancerId: z.uuid({ error: rule("required") }) });
type BindValues = z.infer<typeof BindForm>;

/** Offers the load balancers that have no EIP (LB-12). */
export function BindEipDialog({ eip, onClose }: BindingDialogProps) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { data } = useQuery({
    queryKey: queryKeys.loadBalancers,
    queryFn: async () => actionData(await readLoadBalancersAction()),
  });
  const privates = data?.filter((balancer) => balancer.eip === null);
  const form = useZodForm<BindValues, BindValues>(BindForm, { loadBalancerId: "" });
  return (
    <FormDialog
      form={form}
      title={t("bindTitle", { address: eip.address })}
      description={t("bindHint")}
      submitLabel={common("ok")}
      onClose={onClose}
      onSubmit={async ({ loadBalancerId }) => {
        const result = await bindEipAction({ id: eip.id, loadBalancerId });
        if (!result.ok) return result.error;
        const name = privates?.find(({ id }) => id === loadBalancerId)?.name ?? loadBalancerId;
        notify(t("bound", { name, address: eip.address }));
        refresh();
        return null;
      }}
    >
      {privates?.length === 0 && <Note>{t("nonePrivate")}</Note>}
      <SelectField<BindValues>
        name="loadBalancerId"
        label={t("loadBalancer")}
        options={(privates ?? []).map(({ id, name, vipAddress }) => ({
          value: id,
          label: name === "" ? id.slice(0, 8) : name,
          detail: <span className="mono">{vipAddress}</span>,
        }))}
      />
    </FormDialog>
  );
}

/** The load balancer becomes private; the EIP stays (LB-13). */
export function UnbindEipDialog({ eip, onClose }: BindingDialogProps) {
  const t = useTranslations("network");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { id, address, loadBalancerId, loadBalancerName } = eip;
  const name = loadBalancerName || (loadBalancerId?.slice(0, 8) ?? "");
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("unbindTitle", { address, name })}
      description={t("unbindHint", { address })}
      keepLabel={t("unbindKeep")}
      confirmLabel={t("unbind")}
      onConfirm={async () => {
        const result = await unbindEipAction({ id });
        if (!result.ok) return failureText(result.error);
        notify(t("unboundDone", { name, address }));
        refresh();
        return undefined;
      }}
    />
  );
}
