import { and, asc, count, desc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { traces } from "@/lib/db/schema";
import { type Facet, type FilterToken, type ListPage, readSort, readToken } from "@/lib/model/list-query";
import {
  type ParsedTraceQuery,
  type Trace,
  traceProperties,
  type TraceProperty,
  TraceQuery,
  type TraceView,
} from "@/lib/model/trace";
import type { Context } from "../context";
import { parse } from "../parse";
import { withPages } from "./pages";

const hourMs = 3_600_000;
const spans = { "1h": hourMs, "24h": 24 * hourMs, "7d": 168 * hourMs, "30d": 720 * hourMs };

/** Properties whose values are offered; names, ids and addresses are typed. */
const counted: readonly TraceProperty[] = ["event", "resourceType", "resource", "user", "rating", "origin"];
const mostValues = 100;

/** One page of the events that the caller may see, newest first, narrowed (AU-02). Values are offered of the whole span. */
export function searchTraces(ctx: Context, raw: TraceQuery): ListPage<TraceView> {
  const query = parse(TraceQuery, raw);
  const inSpan = spanOf(ctx, query);
  const where = matching(ctx, query);
  const found = countRows(ctx, where);
  const pages = Math.max(1, Math.ceil(found / query.pageSize));
  const rows = selectTraces(ctx, where, query, query.pageSize, (Math.min(query.page, pages) - 1) * query.pageSize);
  return {
    rows: withPages(ctx.db, rows),
    matching: found,
    total: countRows(ctx, inSpan),
    facets: Object.fromEntries(counted.map((property) => [property, facetOf(ctx, property, inSpan)])),
  };
}

/** All that match, at most `most`. */
export function matchingTraces(ctx: Context, raw: TraceQuery, most: number): Trace[] {
  const query = parse(TraceQuery, raw);
  return selectTraces(ctx, matching(ctx, query), query, most, 0);
}

function selectTraces(ctx: Context, where: SQL | undefined, query: ParsedTraceQuery, limit: number, offset: number) {
  const order = readSort(query.sort, ["time"])?.descending === false ? asc : desc;
  return ctx.db
    .select()
    .from(traces)
    .where(where)
    .orderBy(order(traces.at), order(sql`rowid`))
    .limit(limit)
    .offset(offset)
    .all()
    .map(({ before, after, ...row }): Trace => ({ ...row, before, after }));
}

function matching(ctx: Context, query: ParsedTraceQuery): SQL | undefined {
  const tokens = query.filters.map(readToken).filter((token) => token !== null);
  const properties = [...new Set(tokens.map(({ property }) => property))].filter((property) =>
    Object.hasOwn(traceProperties, property),
  ) as TraceProperty[];
  return and(
    spanOf(ctx, query),
    ...properties.map((property) => narrowed(property, tokens)),
    ...query.text.toLowerCase().split(/\s+/).filter(Boolean).map(contains),
  );
}

function spanOf(ctx: Context, { range, from, to }: ParsedTraceQuery): SQL | undefined {
  const { projectId } = ctx.actor;
  const own = projectId === null ? undefined : eq(traces.projectId, projectId);
  if (range === "kept") return own;
  if (range !== "custom") return and(own, gte(traces.at, ctx.now() - spans[range]));
  return and(
    own,
    from === undefined ? undefined : gte(traces.at, from),
    to === undefined ? undefined : lte(traces.at, to),
  );
}

/** The same property twice with `=` reads "or"; with `≠`, and between properties, it reads "and". */
function narrowed(property: TraceProperty, tokens: readonly FilterToken[]): SQL | undefined {
  const column = traces[traceProperties[property]];
  const own = tokens.filter((token) => token.property === property);
  const values = (operator: FilterToken["operator"]) =>
    own.filter((token) => token.operator === operator).map(({ value }) => value.toLowerCase());
  const [wanted, unwanted] = [values("="), values("≠")];
  return and(
    wanted.length === 0 ? undefined : sql`lower(${column}) in ${wanted}`,
    unwanted.length === 0 ? undefined : sql`lower(${column}) not in ${unwanted}`,
  );
}

function contains(word: string): SQL {
  const { event, resourceName, resourceId, userName, sourceIp, requestId, message } = traces;
  const columns = [event, resourceName, resourceId, userName, sourceIp, requestId, message];
  return sql`instr(lower(${sql.join(columns, sql` || char(10) || `)}), ${word}) > 0`;
}

function countRows(ctx: Context, where: SQL | undefined): number {
  return ctx.db.select({ rows: count() }).from(traces).where(where).get()?.rows ?? 0;
}

function facetOf(ctx: Context, property: TraceProperty, where: SQL | undefined): Facet[] {
  const column = traces[traceProperties[property]];
  return ctx.db
    .select({ value: sql<string>`${column}`, count: count() })
    .from(traces)
    .where(and(where, sql`${column} <> ''`))
    .groupBy(column)
    .orderBy(desc(count()), asc(column))
    .limit(mostValues)
    .all();
}
