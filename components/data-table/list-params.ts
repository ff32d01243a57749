import { createLoader, parseAsInteger, parseAsNativeArrayOf, parseAsNumberLiteral, parseAsString } from "nuqs/server";
import { pageSizes, type ParsedListQuery } from "@/lib/model/list-query";

/** The state of a list in the URL. */
export const listParams = {
  q: parseAsString.withDefault(""),
  f: parseAsNativeArrayOf(parseAsString),
  sort: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(20),
};

interface Params {
  q: string;
  f: string[];
  sort: string;
  page: number;
  size: number;
}

const mostFilters = 50;
const longest = 500;

/** What a service is asked for; what a hand-written URL has too much of is cut. */
export function toListQuery({ q, f, sort, page, size }: Params): ParsedListQuery {
  return {
    text: q.slice(0, longest),
    filters: f.filter((filter) => filter.length <= longest).slice(0, mostFilters),
    sort: sort.slice(0, 100),
    page: Math.min(Math.max(1, page), 1_000_000),
    pageSize: size,
  };
}

const load = createLoader(listParams);

/** The same of a page's request: what it is made from. */
export async function readListQuery(searchParams: Parameters<typeof load>[0]): Promise<ParsedListQuery> {
  return toListQuery(await load(searchParams));
}
