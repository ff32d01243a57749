import { metricObject, newestMinute, readSpan } from "@/lib/metrics/read";
import { statisticOf } from "@/lib/metrics/statistic";
import { minuteMs } from "@/lib/metrics/tiers";
import { type MetricKey, metricOf } from "@/lib/model/metric-catalogue";
import type { Context } from "../context";
import type { MetricObject } from "@/lib/model/metric-object";
import { listMetricObjects } from "./list";

export interface NewestReading {
  object: MetricObject;
  values: ReadonlyMap<MetricKey, number>;
}

/** After it a minute says nothing of now. */
const freshMinutes = 3;

/** The newest minute of everything that the caller may see; nothing when the engine has been silent for minutes. */
export function readNewest(ctx: Context): NewestReading[] {
  const to = newestMinute(ctx.db);
  if (ctx.now() / minuteMs - to > freshMinutes) return [];
  return listMetricObjects(ctx).flatMap((object): NewestReading[] => {
    const stored = metricObject(ctx.db, object.id);
    const window = stored?.kind === object.type ? readSpan(ctx.db, stored, { from: to - 1, to }) : null;
    if (window === null) return [];
    const values = object.metrics.map(
      (key) => [key, statisticOf(object.type, metricOf(key), "average", window)] as const,
    );
    return [{ object, values: new Map(values) }];
  });
}
