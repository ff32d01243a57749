import { eq } from "drizzle-orm";
import { certificates } from "@/lib/db/schema";
import { metricObject, readWindows } from "@/lib/metrics/read";
import { type AlarmObject, type AlarmRule } from "@/lib/model/alarm";
import type { AlarmPeriod } from "@/lib/model/alarm-state";
import { readEipValues } from "@/lib/model/metric";
import type { Context } from "../context";
import { memberName } from "../member/name";
import { cachedTopology } from "../topology/cache";
import { memberView } from "../topology/views";
import type { LostLines } from "./lost-lines";

/** What a rule sees of an object; null: nothing is known of that period. */
export interface AlarmReading {
  value: number | null;
  /** What there is to say beside the number, in words of nobody: names, a day. */
  detail: string;
}

type Span = Pick<AlarmPeriod, "from" | "until">;
type Asked = Pick<AlarmRule, "source" | "metric" | "statistic" | "objectType" | "projectId">;

/** Reads a metric of an object over a span; null: no point in it. */
export type MetricReader = (ctx: Context, rule: Asked, object: AlarmObject, span: Span) => number | null;

/** What readings are made with, besides what stands in the context. */
export interface AlarmReaders {
  readMetric: MetricReader;
  lostLines: LostLines;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Reads what a rule looks at. */
export function readAlarmValue(
  ctx: Context,
  rule: Asked,
  object: AlarmObject,
  span: Span,
  { readMetric, lostLines }: AlarmReaders,
): AlarmReading {
  switch (rule.source) {
    case "metric":
      return plain(readMetric(ctx, rule, object, span));
    case "memberUnhealthy":
      return unhealthyMembers(ctx, rule.projectId, object.id);
    case "certificateExpiry":
      return daysLeft(ctx, object.id);
    case "bandwidthSaturated":
      return plain(saturation(ctx, object.id, span));
    case "logDropped":
      return plain(ctx.engine.connected ? lostLines.within(ctx.engine.accessLog(object.id), span) : null);
    case "engineDown":
      return plain(ctx.engine.downSince === null ? 0 : Math.round((ctx.now() - ctx.engine.downSince) / 1000));
  }
}

function plain(value: number | null): AlarmReading {
  return { value, detail: "" };
}

const mostNames = 5;

function unhealthyMembers(ctx: Context, projectId: string, poolId: string): AlarmReading {
  if (!ctx.engine.connected) return plain(null);
  const topology = cachedTopology(ctx.db, projectId);
  const names = (topology.membersOf.get(poolId) ?? [])
    .map((row) => memberView(ctx.engine, topology, row))
    .filter(({ status }) => status.health === "offline")
    .map(memberName);
  return { value: names.length, detail: listOf(names) };
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(", ");
  return names.length > mostNames ? `${shown}, +${names.length - mostNames}` : shown;
}

function daysLeft(ctx: Context, id: string): AlarmReading {
  const facts = ctx.db.select({ facts: certificates.facts }).from(certificates).where(eq(certificates.id, id)).get();
  if (facts === undefined) return plain(null);
  const { notAfter } = facts.facts;
  return { value: Math.floor((notAfter - ctx.now()) / dayMs), detail: new Date(notAfter).toISOString().slice(0, 10) };
}

/** A minute in which datagrams were dropped was saturated as a whole: they do not wait. */
function saturation(ctx: Context, id: string, { from, until }: Span): number | null {
  const eip = metricObject(ctx.db, id);
  const span = { from: Math.floor(from / minuteMs), to: Math.floor(until / minuteMs) };
  const minutes = eip?.kind === "eip" ? [...readWindows(ctx.db, eip, 1, span).values()] : [];
  if (minutes.length === 0) return ctx.engine.connected ? 0 : null;
  const shares = minutes.map(({ sums }) => {
    const { droppedIn, droppedOut, waitedInMs, waitedOutMs } = readEipValues([...sums]);
    return droppedIn + droppedOut > 0 ? 1 : Math.min(1, Math.max(waitedInMs, waitedOutMs) / minuteMs);
  });
  return Math.round((shares.reduce((sum, share) => sum + share, 0) / shares.length) * 1000) / 10;
}
