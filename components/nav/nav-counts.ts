"use client";

import { useQuery } from "@tanstack/react-query";
import { countLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { actionData } from "@/lib/client/action-data";
import { useLiveQueries } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import type { NavEntry } from "./entries";

/** `bad`: something that needs a look, drawn filled. */
export type NavCounts = Partial<Record<NavEntry["key"], { value: number; bad?: boolean }>>;

/** Counts as the page was made, then of what the list has read. */
export function useNavCounts(initial: NavCounts): NavCounts {
  useLiveQueries();
  const { data } = useQuery({
    queryKey: queryKeys.counts,
    queryFn: async () => actionData(await countLoadBalancersAction()),
  });
  return data === undefined ? initial : { ...initial, loadBalancers: { value: data } };
}
