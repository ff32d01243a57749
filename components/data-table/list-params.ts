import { parseAsInteger, parseAsNativeArrayOf, parseAsNumberLiteral, parseAsString } from "nuqs/server";
import { pageSizes } from "./types";

/** The state of a list in the URL; a page may read the same with `createLoader` of nuqs/server. */
export const listParams = {
  q: parseAsString.withDefault(""),
  f: parseAsNativeArrayOf(parseAsString),
  sort: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(20),
};

export interface ListSort {
  column: string;
  descending: boolean;
}

/** `name`, or `-name` for descending. */
export function readSort(text: string, sortable: readonly string[]): ListSort | null {
  const descending = text.startsWith("-");
  const column = descending ? text.slice(1) : text;
  return sortable.includes(column) ? { column, descending } : null;
}

export function writeSort(sort: ListSort | null): string {
  if (!sort) return "";
  return sort.descending ? `-${sort.column}` : sort.column;
}
