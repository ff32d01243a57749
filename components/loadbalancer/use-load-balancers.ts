"use client";

import { useFailureText } from "@/components/feedback/failure-text";
import { readLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

/** The list as the page was made, then as the live stream says that it changed. */
export function useLoadBalancers(initial: Initial<LoadBalancerView[]>) {
  const failureText = useFailureText();
  const { data, failure, ...reading } = useResource(queryKeys.loadBalancers, readAll, initial);
  const reason = failure ? failureText(failure) : undefined;
  return { ...reading, rows: data, error: failure === undefined ? undefined : { reason } };
}

const readAll = () => readLoadBalancersAction();
