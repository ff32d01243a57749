"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ExplainDialog } from "@/components/explain/explain-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { StaleResource } from "@/components/feedback/stale-resource";
import { DeleteLoadBalancerDialog } from "@/components/loadbalancer/delete-dialog";
import { EditDialog } from "@/components/loadbalancer/edit-dialog";
import { type EipAction, EipDialog } from "@/components/loadbalancer/eip/eip-dialog";
import { DetailHead } from "@/components/loadbalancer-detail/detail-head";
import { DetailTabs } from "@/components/loadbalancer-detail/detail-tabs";
import { DisableDialog } from "@/components/loadbalancer-detail/disable-dialog";
import { SummaryCard } from "@/components/loadbalancer-detail/summary-card";
import { TextButton } from "@/components/ui/text-button";
import { readLoadBalancerAction, updateLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { queryKeys } from "@/lib/client/query-keys";
import { useManualRefresh, useResource } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { PoolView } from "@/lib/model/pool";

interface DetailFrameProps {
  view: LoadBalancerView;
  pools: PoolView[];
  readAt: number;
  children: ReactNode;
}

export function DetailFrame({ view: initial, pools: initialPools, readAt, children }: DetailFrameProps) {
  const t = useTranslations("loadbalancerDetail");
  const eip = useTranslations("eip");
  const failureText = useFailureText();
  const router = useRouter();
  const { refreshing, refresh: refreshAll } = useManualRefresh();
  const { id } = initial;
  const balancer = useResource(queryKeys.loadBalancer(id), () => readLoadBalancerAction(id), {
    data: initial,
    readAt,
  });
  const pools = useResource(queryKeys.pools(id), () => readPoolsAction({ loadBalancerId: id }), {
    data: initialPools,
    readAt,
  });
  const [open, setOpen] = useState<"edit" | "disable" | "delete" | "explain" | EipAction>();
  const view = balancer.data;
  const setEnabled = async (enabled: boolean): Promise<string | void> => {
    const result = await updateLoadBalancerAction({ id, enabled });
    if (!result.ok) return failureText(result.error);
    notify(t(enabled ? "enabled" : "disabled", { name: view.name }));
    refreshAll();
  };
  return (
    <>
      <DetailHead
        view={view}
        refreshing={refreshing}
        onRefresh={refreshAll}
        onEdit={() => setOpen("edit")}
        onSwitch={() => (view.enabled ? setOpen("disable") : void setEnabled(true))}
        onExplain={() => setOpen("explain")}
        onDelete={() => setOpen("delete")}
      />
      <div className="grid gap-4">
        <StaleResource resource={balancer} onRetry={refreshAll} busy={refreshing} />
        <SummaryCard
          view={view}
          eipActions={
            <span className="flex flex-wrap gap-x-3">
              {eipActionsOf(view).map((action) => (
                <TextButton key={action} onClick={() => setOpen(action)}>
                  {eip(`${action}Short`)}
                </TextButton>
              ))}
            </span>
          }
        />
        <DetailTabs id={id} listeners={view.listeners.length} groups={pools.data.length} tags={view.tags.length} />
        {children}
      </div>
      {(open === "bandwidth" || open === "bind" || open === "unbind") && (
        <EipDialog action={open} view={view} onClose={() => setOpen(undefined)} />
      )}
      {open === "explain" && (
        <ExplainDialog listeners={view.listeners} hasEip={view.eip !== null} onClose={() => setOpen(undefined)} />
      )}
      {open === "edit" && <EditDialog view={view} onClose={() => setOpen(undefined)} />}
      <DisableDialog
        view={view}
        open={open === "disable"}
        onOpenChange={(next) => setOpen(next ? "disable" : undefined)}
        onConfirm={() => setEnabled(false)}
      />
      <DeleteLoadBalancerDialog
        view={view}
        open={open === "delete"}
        onOpenChange={(next) => setOpen(next ? "delete" : undefined)}
        onDeleted={() => router.push("/load-balancers")}
      />
    </>
  );
}

/** What applies now; nothing is offered that its protection would refuse. */
function eipActionsOf(view: LoadBalancerView): EipAction[] {
  if (view.modificationProtection) return [];
  return view.eip === null ? ["bind"] : ["bandwidth", "unbind"];
}
