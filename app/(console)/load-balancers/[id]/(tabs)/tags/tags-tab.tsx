"use client";

import { TagsCard } from "@/components/loadbalancer-detail/tags-card";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

export function TagsTab({ view, readAt }: { view: LoadBalancerView; readAt: number }) {
  const { id } = view;
  const { data } = useResource(queryKeys.loadBalancer(id), () => readLoadBalancerAction(id), { data: view, readAt });
  return <TagsCard view={data} />;
}
