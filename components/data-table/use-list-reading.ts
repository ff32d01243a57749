"use client";

import { useFailureText } from "@/components/feedback/failure-text";
import type { ActionResult } from "@/lib/actions/result";
import { type Initial, useResource } from "@/lib/client/use-resource";

/** A reading as `ResourceList` takes it: its rows, how fresh they are, and what went wrong. */
export function useListReading<Row>(
  queryKey: readonly unknown[],
  read: () => Promise<ActionResult<Row[]>>,
  initial: Initial<Row[]>,
) {
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKey, read, initial);
  return {
    rows: data,
    updatedAt,
    onRefresh: refresh,
    refreshing,
    error: failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined },
  };
}
