"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ResourceTree } from "@/components/loadbalancer-detail/resource-tree";
import { BandwidthChart } from "@/components/traffic/bandwidth-chart";
import { LiveCharts } from "@/components/traffic/live-charts";
import { ButtonLink } from "@/components/ui/button";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { useHydrated } from "@/lib/client/use-hydrated";
import { useResource } from "@/lib/client/use-resource";
import { readTree, type Tree } from "../read-tree";

export function OverviewTab({ id, tree: initial, readAt }: { id: string; tree: Tree; readAt: number }) {
  const t = useTranslations("loadbalancerDetail");
  const tree = useResource(queryKeys.tree(id), () => readTree(id), { data: initial, readAt });
  const { data: balancer } = useQuery({
    queryKey: queryKeys.loadBalancer(id),
    queryFn: async () => actionData(await readLoadBalancerAction(id)),
  });
  const eip = useHydrated() ? balancer?.eip : undefined;
  return (
    <>
      <ResourceTree
        loadBalancerId={id}
        {...tree.data}
        start={
          <ButtonLink href={`/load-balancers/${id}/listeners/create`} icon={<Plus />}>
            {t("addFirstListener")}
          </ButtonLink>
        }
      />
      <LiveCharts objectId={id} kind="loadbalancer" />
      {eip && <BandwidthChart loadBalancerId={id} eip={eip} />}
    </>
  );
}
