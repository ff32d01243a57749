import { eipFields, memberFields, trafficFields } from "@/lib/model/metric";
import { type FieldSet, fieldSetOf, type MetricKind } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";
import type { Totals } from "@/lib/wire/messages";
import type { Context } from "../context";
import { listMetricObjects } from "./list";

export type CountedField = (typeof trafficFields)[number] | (typeof memberFields)[number] | (typeof eipFields)[number];

export interface CounterReading {
  object: MetricObject;
  /** What a field came to since the engine began: of counts; for gauges and percentiles it says nothing. */
  total: (field: CountedField) => number;
}

const fieldsOf: Readonly<Record<FieldSet, readonly string[]>> = {
  traffic: trafficFields,
  member: memberFields,
  eip: eipFields,
};

/** Counters of everything that the caller may see since the engine began; null: the engine does not answer. */
export async function readCounters(ctx: Context): Promise<{ startedAt: number; readings: CounterReading[] } | null> {
  const totals = await ctx.engine.totals().catch(() => null);
  if (totals === null) return null;
  const readings = listMetricObjects(ctx).map((object): CounterReading => {
    const values = groupOf(totals, object.type)[object.id];
    const fields = fieldsOf[fieldSetOf[object.type]];
    return { object, total: (field) => values?.[fields.indexOf(field)] ?? 0 };
  });
  return { startedAt: totals.startedAt, readings };
}

function groupOf(totals: Totals, kind: MetricKind): Readonly<Record<string, number[]>> {
  return {
    loadbalancer: totals.loadBalancers,
    listener: totals.listeners,
    pool: totals.pools,
    member: totals.members,
    eip: totals.eips,
  }[kind];
}
