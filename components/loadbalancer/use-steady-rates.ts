"use client";

import { useCallback, useEffect, useState } from "react";
import { liveRates } from "@/lib/client/live";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

const steadyMs = 10_000;
const firstMs = 1500;

/** Rates to sort by: taken now and then, so that rows do not change places with every sample. */
export function useSteadyRates(rows: readonly LoadBalancerView[]): (id: string) => number | null {
  const [rates, setRates] = useState<ReadonlyMap<string, number | null>>(new Map());
  const ids = rows.map(({ id }) => id).join(" ");
  useEffect(() => {
    const take = () => setRates(liveRates(ids.split(" ")));
    const first = setTimeout(take, firstMs);
    const timer = setInterval(take, steadyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [ids]);
  return useCallback((id: string) => rates.get(id) ?? null, [rates]);
}
