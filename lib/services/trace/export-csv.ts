import { stringify } from "csv-stringify/sync";
import type { TraceQuery } from "@/lib/model/trace";
import type { Context } from "../context";
import { matchingTraces } from "./search";

const mostRows = 50_000;
const columns = [
  "time",
  "event",
  "level",
  "origin",
  "resource_type",
  "resource_name",
  "resource_id",
  "user",
  "source_address",
  "request_id",
  "project_id",
  "message",
  "before",
  "after",
  "hash",
];

/** The events that the list shows, the newest 50,000 of them, as a spreadsheet: UTF-8 with BOM, formulas made harmless. */
export function exportTracesCsv(ctx: Context, query: TraceQuery): string {
  const rows = matchingTraces(ctx, query, mostRows).map((trace) => [
    new Date(trace.at).toISOString(),
    trace.event,
    trace.rating,
    trace.type,
    trace.resourceType,
    trace.resourceName,
    trace.resourceId,
    trace.userName,
    trace.sourceIp,
    trace.requestId,
    trace.projectId,
    trace.message,
    trace.before === null ? "" : JSON.stringify(trace.before),
    trace.after === null ? "" : JSON.stringify(trace.after),
    trace.hash,
  ]);
  return stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
