"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ParsedListQuery } from "@/lib/model/list-query";
import { listParams, toListQuery } from "./list-params";

/** What the list of this page shows, for whoever asks the server for it. */
export function useListQuery(): ParsedListQuery {
  const [params] = useQueryStates(listParams);
  return useMemo(() => toListQuery(params), [params]);
}
