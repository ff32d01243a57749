"use client";

import { useQuery } from "@tanstack/react-query";
import { countFiringAlarmsAction } from "@/lib/actions/alarm";
import { countLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { actionData } from "@/lib/client/action-data";
import { useLiveQueries } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import { useHydrated } from "@/lib/client/use-hydrated";
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
  const { data: firing } = useQuery({
    queryKey: queryKeys.firingCount,
    queryFn: async () => actionData(await countFiringAlarmsAction()),
  });
  const hydrated = useHydrated();
  if (!hydrated) return initial;
  return {
    ...initial,
    ...(data === undefined ? {} : { loadBalancers: { value: data } }),
    ...(firing === undefined ? {} : { alarms: firingMark(firing) }),
  };
}

/** Nothing while nothing is wrong. */
function firingMark(firing: number): NavCounts["alarms"] {
  return firing === 0 ? undefined : { value: firing, bad: true };
}
