"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type FilterToken, type ListSort, readSort, writeSort, writeToken } from "@/lib/model/list-query";
import { listParams } from "./list-params";
import { readTokens } from "./tokens";

export interface ListStateOptions {
  properties: readonly string[];
  sortable: readonly string[];
  defaultSort?: ListSort;
}

export function useListState({ properties, sortable, defaultSort }: ListStateOptions) {
  const [params, setParams] = useQueryStates(listParams, { history: "replace", clearOnDefault: true });
  const known = properties.join("\n");
  const tokens = useMemo(() => readTokens(params.f, known.split("\n")), [params.f, known]);
  const sort = readSort(params.sort, sortable) ?? defaultSort ?? null;
  const change = (next: Partial<Record<keyof typeof listParams, unknown>>) =>
    void setParams(next as Partial<typeof params>);
  return {
    text: params.q,
    tokens,
    sort,
    page: Math.max(1, params.page),
    pageSize: params.size,
    filtered: params.q !== "" || tokens.length > 0,
    setText: (q: string) => change({ q, page: 1 }),
    setTokens: (next: readonly FilterToken[]) => change({ f: next.map(writeToken), page: 1 }),
    setFilter: (q: string, next: readonly FilterToken[]) => change({ q, f: next.map(writeToken), page: 1 }),
    clear: () => change({ q: "", f: [], page: 1 }),
    setSort: (next: ListSort) => change({ sort: writeSort(next), page: 1 }),
    setPage: (page: number) => change({ page }),
    setPageSize: (size: number) => change({ size, page: 1 }),
  };
}

export type ListState = ReturnType<typeof useListState>;
