import { and, asc, count, desc, eq, gte, type SQL, sql } from "drizzle-orm";
import { alarmEvents } from "@/lib/db/schema";
import type { AlarmEvent } from "@/lib/model/alarm";
import {
  type AlarmEventProperty,
  alarmEventProperties,
  AlarmEventQuery,
  type ParsedAlarmEventQuery,
} from "@/lib/model/alarm-query";
import { type Facet, type FilterToken, type ListPage, readSort, readToken } from "@/lib/model/list-query";
import type { Context } from "../context";
import { parse } from "../parse";

const dayMs = 86_400_000;
const spans = { "24h": dayMs, "7d": 7 * dayMs, "30d": 30 * dayMs };
const properties = Object.keys(alarmEventProperties) as AlarmEventProperty[];
const mostValues = 100;

/** One page of what became of alarms, newest first. */
export function searchAlarmEvents(ctx: Context, raw: AlarmEventQuery): ListPage<AlarmEvent> {
  const query = parse(AlarmEventQuery, raw);
  const inSpan = spanOf(ctx, query);
  const where = matching(ctx, query);
  const found = countRows(ctx, where);
  const pages = Math.max(1, Math.ceil(found / query.pageSize));
  return {
    rows: select(ctx, where, query, query.pageSize, (Math.min(query.page, pages) - 1) * query.pageSize),
    matching: found,
    total: countRows(ctx, inSpan),
    facets: Object.fromEntries(properties.map((property) => [property, facetOf(ctx, property, inSpan)])),
  };
}

/** All that match, at most `most`. */
export function matchingAlarmEvents(ctx: Context, raw: AlarmEventQuery, most: number): AlarmEvent[] {
  const query = parse(AlarmEventQuery, raw);
  return select(ctx, matching(ctx, query), query, most, 0);
}

function select(ctx: Context, where: SQL | undefined, query: ParsedAlarmEventQuery, limit: number, offset: number) {
  const order = readSort(query.sort, ["time"])?.descending === false ? asc : desc;
  return ctx.db
    .select()
    .from(alarmEvents)
    .where(where)
    .orderBy(order(alarmEvents.at), order(alarmEvents.id))
    .limit(limit)
    .offset(offset)
    .all();
}

function spanOf(ctx: Context, { range, ruleId }: ParsedAlarmEventQuery): SQL | undefined {
  const projectId = ctx.actor.projectId ?? ctx.shownProjectId;
  return and(
    projectId === null ? undefined : eq(alarmEvents.projectId, projectId),
    ruleId === undefined ? undefined : eq(alarmEvents.ruleId, ruleId),
    range === "kept" ? undefined : gte(alarmEvents.at, ctx.now() - spans[range]),
  );
}

function matching(ctx: Context, query: ParsedAlarmEventQuery): SQL | undefined {
  const tokens = query.filters.map(readToken).filter((token) => token !== null);
  return and(
    spanOf(ctx, query),
    ...properties.map((property) => narrowed(property, tokens)),
    ...query.text.toLowerCase().split(/\s+/).filter(Boolean).map(contains),
  );
}

/** The same property twice with `=` reads "or"; with `≠`, and between properties, it reads "and". */
function narrowed(property: AlarmEventProperty, tokens: readonly FilterToken[]): SQL | undefined {
  const column = alarmEvents[alarmEventProperties[property]];
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
  const { ruleName, objectName, objectId, metric, detail } = alarmEvents;
  const columns = [ruleName, objectName, objectId, metric, detail];
  return sql`instr(lower(${sql.join(columns, sql` || char(10) || `)}), ${word}) > 0`;
}

function countRows(ctx: Context, where: SQL | undefined): number {
  return ctx.db.select({ rows: count() }).from(alarmEvents).where(where).get()?.rows ?? 0;
}

function facetOf(ctx: Context, property: AlarmEventProperty, where: SQL | undefined): Facet[] {
  const column = alarmEvents[alarmEventProperties[property]];
  return ctx.db
    .select({ value: sql<string>`${column}`, count: count() })
    .from(alarmEvents)
    .where(and(where, sql`${column} <> ''`))
    .groupBy(column)
    .orderBy(desc(count()), asc(column))
    .limit(mostValues)
    .all();
}
