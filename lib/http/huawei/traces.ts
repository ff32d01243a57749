import { TraceRating } from "@/lib/model/trace";
import { apiName, knownEvents, traceStructure } from "@/lib/model/trace-structure";
import { listTraces } from "@/lib/services/trace/list";
import { Fault } from "../fault";
import { ok } from "../octavia/api-call";
import type { ProjectCall } from "./routes";

/* The audit service's shape: events of the last seven days, newest first. */

const weekMs = 7 * 86_400_000;

export function listTracesRoute({ ctx, url, projectId }: ProjectCall): Response {
  const { searchParams: query } = url;
  const text = (name: string) => query.get(name) ?? undefined;
  const now = ctx.now();
  const limit = numberOf(query, "limit", 1, 200) ?? 10;
  const rating = text("trace_rating");
  const { success, data } = TraceRating.optional().safeParse(rating);
  if (!success) throw new Fault(400, "trace_rating must be normal, warning or incident.");
  const service = text("service_type");
  const isOurs = service === undefined || service === "ELB";
  const found = isOurs
    ? listTraces(ctx, {
        projectId,
        limit,
        rating: data,
        from: Math.max(numberOf(query, "from", 0, Number.MAX_SAFE_INTEGER) ?? 0, now - weekMs),
        to: numberOf(query, "to", 0, Number.MAX_SAFE_INTEGER),
        next: text("next"),
        id: text("trace_id"),
        event: eventOf(text("trace_name")),
        userName: text("user"),
        resourceId: text("resource_id"),
        resourceName: text("resource_name"),
        resourceType: text("resource_type"),
      })
    : [];
  return ok({
    meta_data: { count: found.length, marker: found.at(-1)?.id ?? "" },
    traces: found.map((trace) => traceStructure(trace, apiName(trace.event))),
  });
}

/** Both names of an operation are understood: `create listener` and `createListener`. */
function eventOf(name: string | undefined): string | undefined {
  return knownEvents.find((event) => apiName(event) === name) ?? name;
}

function numberOf(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Fault(400, `${name} must be a whole number from ${least} to ${most}.`);
  }
  return value;
}
