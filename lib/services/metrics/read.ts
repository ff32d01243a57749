import { type MetricRange, readTrafficRange, stepOf } from "@/lib/metrics/range";
import type { MetricPoint } from "@/lib/model/metric";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { findListener, findLoadBalancer } from "../find";

export interface TrafficHistoryInput extends MetricRange {
  type: "loadbalancer" | "listener";
  id: string;
}

export interface TrafficHistory {
  /** Length of a point in ms: counts divided by it are rates. */
  stepMs: number;
  points: MetricPoint[];
}

/** History of a load balancer's or listener's traffic; gaps are null. */
export function readTrafficHistory(ctx: Context, input: TrafficHistoryInput): TrafficHistory {
  if (input.type === "listener") findListener(ctx, ctx.db, input.id);
  else findLoadBalancer(ctx, ctx.db, input.id);
  if (!(input.from < input.to) || input.to - input.from > 366 * 86_400_000)
    throw invalidField("from", rule("timeRange"));
  return { stepMs: stepOf(input), points: readTrafficRange(ctx.db, input.id, input) };
}
