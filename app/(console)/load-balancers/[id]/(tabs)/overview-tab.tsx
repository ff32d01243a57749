"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ResourceTree } from "@/components/loadbalancer-detail/resource-tree";
import { LiveCharts } from "@/components/traffic/live-charts";
import { ButtonLink } from "@/components/ui/button";
import { readListenersAction } from "@/lib/actions/listener";
import { readPoolsAction } from "@/lib/actions/pool";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { ListenerView } from "@/lib/model/listener";
import type { PoolView } from "@/lib/model/pool";
import { type MembersOf, readMembersOf } from "../read-members";

interface OverviewTabProps {
  id: string;
  listeners: ListenerView[];
  pools: PoolView[];
  membersOf: MembersOf;
  readAt: number;
}

export function OverviewTab({ id, readAt, ...initial }: OverviewTabProps) {
  const t = useTranslations("loadbalancerDetail");
  const listeners = useResource(queryKeys.listeners(id), () => readListenersAction({ loadBalancerId: id }), {
    data: initial.listeners,
    readAt,
  });
  const pools = useResource(queryKeys.pools(id), () => readPoolsAction({ loadBalancerId: id }), {
    data: initial.pools,
    readAt,
  });
  const poolIds = pools.data.map((pool) => pool.id);
  const membersOf = useResource(queryKeys.membersOf(poolIds), () => readMembersOf(poolIds), {
    data: initial.membersOf,
    readAt,
  });
  return (
    <>
      <ResourceTree
        loadBalancerId={id}
        listeners={listeners.data}
        pools={pools.data}
        membersOf={membersOf.data}
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
