"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import { ActionFailure, actionData } from "./action-data";
import { mayHaveChangedSince, useLiveQueries } from "./live";
import { resources } from "./query-keys";
import { useHydrated } from "./use-hydrated";

export interface Resource<Data> {
  data: Data;
  /** When it was read, in ms. */
  updatedAt: number;
  /** While somebody waits for it: readings that the stream asks for go unseen. */
  refreshing: boolean;
  refresh: () => void;
  /** Why the newest reading failed: the refusal, or null where no answer came. */
  failure: ActionError | null | undefined;
}

/** What a page was made from, and when (ms, server's clock): a page that comes out of the router's cache is older. */
export interface Initial<Data> {
  data: Data;
  readAt: number;
}

const newestReading = new Map<string, number>();

/** What the page was made from, then what the live stream says has changed; a failed reading keeps what there was. */
export function useResource<Data>(
  queryKey: readonly unknown[],
  read: () => Promise<ActionResult<Data>>,
  initial: Initial<Data>,
): Resource<Data> {
  useLiveQueries();
  const hydrated = useHydrated();
  const client = useQueryClient();
  const query = useQuery({
    queryKey,
    queryFn: async () => actionData(await read()),
    initialData: () => initial.data,
    initialDataUpdatedAt: initial.readAt,
  });
  const name = JSON.stringify(queryKey);
  useEffect(() => {
    const key: unknown[] = JSON.parse(name);
    if (initial.readAt > (newestReading.get(name) ?? 0)) {
      newestReading.set(name, initial.readAt);
      client.setQueryData(key, initial.data, { updatedAt: initial.readAt });
      if (mayHaveChangedSince(initial.readAt)) void client.invalidateQueries({ queryKey: key });
    } else void client.invalidateQueries({ queryKey: key });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what was read changes with the time of reading
  }, [client, name, initial.readAt]);
  const { error, refetch } = query;
  const { busy, run } = useBusy(refetch);
  return {
    data: hydrated && query.data !== undefined ? query.data : initial.data,
    updatedAt: hydrated ? query.dataUpdatedAt : initial.readAt,
    refreshing: busy,
    refresh: run,
    failure: !hydrated || error === null ? undefined : error instanceof ActionFailure ? error.failure : null,
  };
}

/** Reads everything on the screen again, after a change of one's own. */
export function useRefreshResources(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: resources }), [client]);
}

/** The same for a button that turns while it lasts. */
export function useManualRefresh(): { refreshing: boolean; refresh: () => void } {
  const client = useQueryClient();
  const { busy, run } = useBusy(useCallback(() => client.invalidateQueries({ queryKey: resources }), [client]));
  return { refreshing: busy, refresh: run };
}

function useBusy(work: () => Promise<unknown>): { busy: boolean; run: () => void } {
  const [busy, setBusy] = useState(false);
  const run = useCallback(() => {
    setBusy(true);
    void work().finally(() => setBusy(false));
  }, [work]);
  return { busy, run };
}
