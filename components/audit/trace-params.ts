import { createLoader, parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import { listParams, toListQuery } from "@/components/data-table/list-params";
import { type ParsedTraceQuery, traceRanges } from "@/lib/model/trace";

/** The span of the list of events in the URL. */
export const rangeParams = {
  range: parseAsStringLiteral(traceRanges).withDefault("7d"),
  from: parseAsInteger,
  to: parseAsInteger,
};

const load = createLoader({ ...listParams, ...rangeParams });

/** What a request's URL asks for. */
export async function readTraceQuery(searchParams: Parameters<typeof load>[0]): Promise<ParsedTraceQuery> {
  const { range, from, to, ...list } = await load(searchParams);
  return withRange(toListQuery(list), { range, from, to });
}

interface Range {
  range: ParsedTraceQuery["range"];
  from: number | null;
  to: number | null;
}

export function withRange(list: ReturnType<typeof toListQuery>, { range, from, to }: Range): ParsedTraceQuery {
  return { ...list, range, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}
