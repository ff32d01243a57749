"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { Shape } from "@/components/status/shape";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import type { ResourceMap } from "@/lib/model/resource-map";
import { resourcesOf } from "./branches";
import { ResourceBranch, ResourceGroup } from "./resource-branch";

export interface ResourceTreeProps extends ResourceMap {
  loadBalancerId: string;
  /** Shown while there is no listener: a button that starts one. */
  start: ReactNode;
}

/** Listener → policies → groups → servers with live rates; the parts in trouble alone on request. */
export function ResourceTree({ loadBalancerId, start, ...input }: ResourceTreeProps) {
  const t = useTranslations("loadbalancerDetail");
  const [shown, setShown] = useState<"all" | "unhealthy">("all");
  const { branches, unused, unhealthy } = resourcesOf(input, shown === "unhealthy");
  const empty = input.listeners.length === 0 && input.pools.length === 0;
  return (
    <Card aria-label={t("resources")}>
      <CardHead
        title={t("resources")}
        side={
          !empty && (
            <>
              <span className="text-xs text-muted-foreground phone:hidden">{t("liveRates")}</span>
              <Segmented
                label={t("show")}
                size="sm"
                value={shown}
                onValueChange={setShown}
                options={[
                  { value: "all", label: t("all") },
                  { value: "unhealthy", label: t("unhealthyCount", { count: unhealthy }) },
                ]}
              />
            </>
          )
        }
      />
      {empty ? (
        <EmptyState title={t("treeEmpty")} actions={start}>
          {t("treeEmptyHint")}
        </EmptyState>
      ) : (
        <CardBody className="grid gap-4 pt-1">
          {branches.length === 0 && unused.length === 0 && (
            <EmptyState icon={<Shape name="circle" tone="ok" />} title={t("allWell")}>
              {t("allWellHint")}
            </EmptyState>
          )}
          {branches.map((branch) => (
            <ResourceBranch key={branch.listener.id} loadBalancerId={loadBalancerId} branch={branch} />
          ))}
          {unused.length > 0 && <p className="text-xs text-faint-foreground">{t("unusedGroups")}</p>}
          {unused.map((group) => (
            <div key={group.pool.id} className="grid grid-cols-[minmax(0,1fr)] wide:pl-[calc(30%+28px)]">
              <ResourceGroup loadBalancerId={loadBalancerId} group={group} />
            </div>
          ))}
        </CardBody>
      )}
    </Card>
  );
}
