"use client";

import { PoolsTable } from "@/components/pool/pools-table";
import { readPoolsAction } from "@/lib/actions/pool";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { PoolView } from "@/lib/model/pool";

export function GroupsTab({ id, pools, readAt }: { id: string; pools: PoolView[]; readAt: number }) {
  const resource = useResource(queryKeys.pools(id), () => readPoolsAction({ loadBalancerId: id }), {
    data: pools,
    readAt,
  });
  return <PoolsTable loadBalancerId={id} pools={resource.data} />;
}
