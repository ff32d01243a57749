"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import type { ListPage, ParsedListQuery } from "@/lib/model/list-query";
import { ActionFailure, actionData } from "./action-data";
import { mayHaveChangedSince, useLiveQueries } from "./live";
import { useHydrated } from "./use-hydrated";

/** One page as the server made it, and the query that it answers. */
export interface InitialPage<Row, Query extends ParsedListQuery = ParsedListQuery> {
  query: Query;
  page: ListPage<Row>;
  readAt: number;
}

interface ListPageOptions<Row, Query extends ParsedListQuery> {
  queryKey: readonly unknown[];
  query: Query;
  read: (query: Query) => Promise<ActionResult<ListPage<Row>>>;
  initial: InitialPage<Row, Query>;
  /** Read again by itself, where what it is sorted by moves. */
  everyMs?: number;
}

export interface ListReading<Row> {
  page: ListPage<Row>;
  updatedAt: number;
  /** While another page than the one shown is awaited. */
  pending: boolean;
  failure: ActionError | null | undefined;
}

/** A list that the server cuts: the last page stays until the next one is there; the live stream renews it. */
export function useListPage<Row, Query extends ParsedListQuery>(
  options: ListPageOptions<Row, Query>,
): ListReading<Row> {
  const { queryKey, query, read, initial, everyMs } = options;
  useLiveQueries();
  const first = JSON.stringify(query) === JSON.stringify(initial.query);
  const hydrated = useHydrated();
  const reading = useQuery({
    queryKey: [...queryKey, query],
    queryFn: async () => actionData(await read(query)),
    initialData: first ? initial.page : undefined,
    initialDataUpdatedAt: first ? initial.readAt : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs ?? false,
  });
  const client = useQueryClient();
  const name = JSON.stringify(queryKey);
  useEffect(() => {
    if (mayHaveChangedSince(initial.readAt)) void client.invalidateQueries({ queryKey: JSON.parse(name) });
  }, [client, name, initial.readAt]);
  const { error } = reading;
  if (!hydrated) return { page: initial.page, updatedAt: initial.readAt, pending: false, failure: undefined };
  return {
    page: reading.data ?? initial.page,
    updatedAt: reading.isPlaceholderData || reading.dataUpdatedAt === 0 ? initial.readAt : reading.dataUpdatedAt,
    pending: reading.isPlaceholderData,
    failure: error === null ? undefined : error instanceof ActionFailure ? error.failure : null,
  };
}
