"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ResourceTree } from "@/components/loadbalancer-detail/resource-tree";
import { LiveCharts } from "@/components/traffic/live-charts";
import { ButtonLink } from "@/components/ui/button";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import { readTree, type Tree } from "../read-tree";

export function OverviewTab({ id, tree: initial, readAt }: { id: string; tree: Tree; readAt: number }) {
  const t = useTranslations("loadbalancerDetail");
  const tree = useResource(queryKeys.tree(id), () => readTree(id), { data: initial, readAt });
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
      <LiveCharts objectId={id} />
    </>
  );
}
