import { and, desc, eq, gte, lt, lte } from "drizzle-orm";
import { traces } from "@/lib/db/schema";
import type { Trace, TraceRating } from "@/lib/model/trace";
import type { Context } from "../context";

export interface TraceFilter {
  resourceId?: string;
  resourceType?: string;
  rating?: TraceRating;
  /** Only up to and with, from and with: ms of the epoch. */
  to?: number;
  from?: number;
  /** Only before this time: the page after one that ended there. */
  before?: number;
  /** At most 200. */
  limit?: number;
}

/** Audited operations that the caller may see, newest first. */
export function listTraces(ctx: Context, filter: TraceFilter = {}): Trace[] {
  const { projectId } = ctx.actor;
  return ctx.db
    .select()
    .from(traces)
    .where(
      and(
        projectId === null ? undefined : eq(traces.projectId, projectId),
        filter.resourceId === undefined ? undefined : eq(traces.resourceId, filter.resourceId),
        filter.resourceType === undefined ? undefined : eq(traces.resourceType, filter.resourceType),
        filter.rating === undefined ? undefined : eq(traces.rating, filter.rating),
        filter.from === undefined ? undefined : gte(traces.at, filter.from),
        filter.to === undefined ? undefined : lte(traces.at, filter.to),
        filter.before === undefined ? undefined : lt(traces.at, filter.before),
      ),
    )
    .orderBy(desc(traces.at), desc(traces.id))
    .limit(Math.min(filter.limit ?? 50, 200))
    .all()
    .map(({ before, after, ...row }) => ({ ...row, before, after }));
}
