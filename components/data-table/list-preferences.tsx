"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { saveListPreferencesAction } from "@/lib/actions/preferences";
import { type ListPreferences, standardListPreferences } from "@/lib/model/list-preferences";

type Lists = Readonly<Record<string, ListPreferences>>;

interface Kept {
  lists: Lists;
  save: (resource: string, next: ListPreferences | null) => void;
}

const Preferences = createContext<Kept>({ lists: {}, save: () => undefined });

/** How the user sees each kind of list, kept by the console: the same in every browser. */
export function ListPreferencesProvider({ initial, children }: { initial: Lists; children: ReactNode }) {
  const [lists, setLists] = useState(initial);
  const save = useCallback((resource: string, next: ListPreferences | null) => {
    setLists((before) => ({ ...before, [resource]: next ?? standardListPreferences }));
    // What does not reach the console holds until the page is left.
    void saveListPreferencesAction({ resource, preferences: next }).catch(() => undefined);
  }, []);
  const kept = useMemo(() => ({ lists, save }), [lists, save]);
  return <Preferences value={kept}>{children}</Preferences>;
}

export function useListPreferences(resource: string) {
  const { lists, save } = useContext(Preferences);
  return {
    preferences: lists[resource] ?? standardListPreferences,
    save: useCallback((next: ListPreferences | null) => save(resource, next), [save, resource]),
  };
}
