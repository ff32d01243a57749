"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Has React taken over what the server drew here? A part of the page behind a `loading.tsx` is taken over later than
 * what is around it, when a query that both read may already have newer data: until then the page's own data holds, or
 * the text would differ from the server's.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
