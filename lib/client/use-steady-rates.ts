"use client";

import { useEffect, useState } from "react";
import { liveRates } from "./live";

const steadyMs = 10_000;
const firstMs = 1500;

/** Rates to sort by: taken now and then, so that rows do not change places with every sample. */
export function useSteadyRates(ids: readonly string[]): ReadonlyMap<string, number | null> {
  const [rates, setRates] = useState<ReadonlyMap<string, number | null>>(new Map());
  const names = ids.join(" ");
  useEffect(() => {
    const take = () => setRates(liveRates(names === "" ? [] : names.split(" ")));
    const first = setTimeout(take, firstMs);
    const timer = setInterval(take, steadyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [names]);
  return rates;
}
