"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Density } from "./types";

export interface ListPreferences {
  /** Column id → shown. A column that is not named keeps its own default. */
  columns: Readonly<Record<string, boolean>>;
  density: Density;
}

const standard: ListPreferences = { columns: {}, density: "comfortable" };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Kept in this browser, per kind of list. */
export function useListPreferences(resource: string) {
  const key = `evenkeel.list.${resource}`;
  const stored = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  );
  const preferences = useMemo(() => readPreferences(stored), [stored]);
  const save = useCallback(
    (next: ListPreferences | null) => {
      if (next === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return { preferences, save };
}

export function readPreferences(text: string | null): ListPreferences {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (value === null || typeof value !== "object") return standard;
    const { columns, density } = value as Partial<Record<keyof ListPreferences, unknown>>;
    const shown = Object.entries(columns ?? {}).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === "boolean",
    );
    return { columns: Object.fromEntries(shown), density: density === "compact" ? "compact" : "comfortable" };
  } catch {
    return standard;
  }
}
