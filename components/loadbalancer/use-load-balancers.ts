"use client";

import { useListQuery } from "@/components/data-table/use-list-query";
import { useFailureText } from "@/components/feedback/failure-text";
import { searchLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { queryKeys } from "@/lib/client/query-keys";
import { type InitialPage, useListPage } from "@/lib/client/use-list-page";
import { useManualRefresh } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

const rateMs = 10_000;

/** The page of the list that the URL names, as the live stream says that it changed. */
export function useLoadBalancers(initial: InitialPage<LoadBalancerView>) {
  const failureText = useFailureText();
  const query = useListQuery();
  const byRate = query.sort.replace("-", "") === "rate";
  const reading = useListPage({
    queryKey: queryKeys.loadBalancerPages,
    query,
    read: searchLoadBalancersAction,
    initial,
    everyMs: byRate ? rateMs : undefined,
  });
  const { page, failure, pending, updatedAt } = reading;
  const reason = failure ? failureText(failure) : undefined;
  return {
    ...useManualRefresh(),
    query,
    page,
    pending,
    updatedAt,
    error: failure === undefined ? undefined : { reason },
  };
}
