"use client";

import { useQuery } from "@tanstack/react-query";
import { countFiringAlarmsAction } from "@/lib/actions/alarm";
import { actionData } from "@/lib/client/action-data";
import { useLiveQueries } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import { useHydrated } from "@/lib/client/use-hydrated";

/** Alarms that last: as the page was made, then as the live stream says. */
export function useFiringCount(initial: number): number {
  useLiveQueries();
  const { data } = useQuery({
    queryKey: queryKeys.firingCount,
    queryFn: async () => actionData(await countFiringAlarmsAction()),
  });
  return useHydrated() && data !== undefined ? data : initial;
}
