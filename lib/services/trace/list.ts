import { and, desc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { traces } from "@/lib/db/schema";
import type { Trace, TraceRating } from "@/lib/model/trace";
import type { Context } from "../context";

export interface TraceFilter {
  id?: string;
  event?: string;
  resourceId?: string;
  resourceName?: string;
  resourceType?: string;
  userName?: string;
  projectId?: string;
  rating?: TraceRating;
  /** Only from and with, up to and with: ms of the epoch. */
  from?: number;
  to?: number;
  /** Only what is older than the event of this id: the page after one that ended there. */
  next?: string;
  /** At most 200. */
  limit?: number;
}

const equal = ["id", "event", "resourceId", "resourceName", "resourceType", "userName", "projectId", "rating"] as const;

/** Audited operations that the caller may see, newest first. */
export function listTraces(ctx: Context, filter: TraceFilter = {}): Trace[] {
  const { projectId } = ctx.actor;
  const { from, to, next } = filter;
  return ctx.db
    .select()
    .from(traces)
    .where(
      and(
        projectId === null ? undefined : eq(traces.projectId, projectId),
        ...equal.map((key): SQL | undefined =>
          filter[key] === undefined ? undefined : sql`${traces[key]} = ${filter[key]}`,
        ),
        from === undefined ? undefined : gte(traces.at, from),
        to === undefined ? undefined : lte(traces.at, to),
        next === undefined ? undefined : sql`(${traces.at}, rowid) < (select at, rowid from traces where id = ${next})`,
      ),
    )
    .orderBy(desc(traces.at), desc(sql`rowid`))
    .limit(Math.min(filter.limit ?? 50, 200))
    .all()
    .map(({ before, after, ...row }) => ({ ...row, before, after }));
}
