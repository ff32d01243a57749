import * as z from "zod";
import { isMetricKey, type MetricKey, type MetricKind, metricOf, statistics } from "@/lib/model/metric-catalogue";
import { findMetricSubject } from "@/lib/services/metrics/object";
import { varianceFrom, readSeries, readVariance } from "@/lib/services/metrics/series";
import { Fault } from "../fault";
import { ok } from "../octavia/api-call";
import { type Dimension, namespace, resourceOf, unitWords } from "./eye-dimensions";
import type { ProjectCall } from "./routes";

/* Cloud Eye's query and batch query (MO-07). Windows without any minute, where the engine was down, are left out. */

const minutesOf: Readonly<Record<string, number>> = { 1: 1, 300: 5, 1200: 20, 3600: 60, 14400: 240, 86400: 1440 };
const mostMetrics = 10;
const mostPoints = 3000;
const minuteMs = 60_000;

interface Question {
  from: number;
  to: number;
  /** In minutes. */
  period: number;
  filter: Filter;
}

/** Statistics of the interface: those that are kept, and one that is computed of minutes. */
const filters = [...statistics, "variance"] as const;
type Filter = (typeof filters)[number];

/** `GET /V1.0/{project}/metric-data?namespace=&metric_name=&dim.0=&from=&to=&period=&filter=`. */
export function queryMetricRoute(call: ProjectCall): Response {
  const { searchParams: query } = call.url;
  const text = (name: string) => query.get(name) ?? "";
  requireNamespace(text("namespace"));
  const metric = metricKey(text("metric_name"));
  const question = questionOf({
    from: text("from"),
    to: text("to"),
    period: text("period"),
    filter: text("filter"),
  });
  const points = read(call, { metric, dimensions: dimensionsIn(query), question });
  const unit = unitWords[metricOf(metric).unit];
  return ok({ datapoints: points.map((point) => ({ ...point, unit })), metric_name: metric });
}

const Batch = z.object({
  metrics: z
    .array(
      z.object({
        namespace: z.string(),
        metric_name: z.string(),
        dimensions: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    )
    .min(1)
    .max(mostMetrics),
  from: z.union([z.number(), z.string()]),
  to: z.union([z.number(), z.string()]),
  period: z.union([z.number(), z.string()]),
  filter: z.string(),
});

/** `POST /V1.0/{project}/batch-query-metric-data`: where too many points are asked for, `from` moves towards `to`. */
export async function batchQueryRoute(call: ProjectCall): Promise<Response> {
  const { success, data } = Batch.safeParse(await call.json());
  if (!success) {
    throw new Fault(400, `metrics (1 to ${mostMetrics} of them), from, to, period and filter must be given.`);
  }
  const question = questionOf(data);
  const most = Math.floor(mostPoints / data.metrics.length) * question.period * minuteMs;
  const moved = { ...question, from: Math.max(question.from, question.to - most) };
  const metrics = data.metrics.map(({ namespace: given, metric_name, dimensions }) => {
    requireNamespace(given);
    const metric = metricKey(metric_name);
    const datapoints = read(call, { metric, dimensions, question: moved });
    return { namespace, metric_name, dimensions, datapoints, unit: unitWords[metricOf(metric).unit] };
  });
  return ok({ metrics });
}

interface Asked {
  metric: MetricKey;
  dimensions: Dimension[];
  question: Question;
}

function read({ ctx }: ProjectCall, { metric, dimensions, question }: Asked) {
  const { above, ...resource } = resourceOf(dimensions);
  const subject = findMetricSubject(ctx, resource);
  for (const { name, value } of above) {
    const actual = name === "lbaas_pool_id" ? subject.poolId : subject.loadBalancerId;
    if (value !== actual) throw new Fault(404, `${name} ${value} has no ${resource.type} ${resource.id}.`);
  }
  if (!subject.metrics.includes(metric)) throw new Fault(400, `A ${resource.type} such as this has no ${metric}.`);
  const { filter, ...span } = question;
  if (filter === "variance") return readVariances(ctx, resource, metric, span);
  const points = readSeries(ctx, { resource, metrics: [metric], statistic: filter, ...span });
  return points.map(({ at, values }) => ({ [filter]: values[0] ?? 0, timestamp: at }));
}

function readVariances(
  ctx: ProjectCall["ctx"],
  resource: { type: MetricKind; id: string },
  metric: MetricKey,
  span: Omit<Question, "filter">,
) {
  const windows = readVariance(ctx, { resource, metric, ...span });
  if (windows !== null) return windows.map(({ at, value }) => ({ variance: value, timestamp: at }));
  const kept = varianceFrom(ctx.now(), span.period);
  throw new Fault(400, `variance is computed of minutes, which are kept for 7 days: from must be ${kept} or later.`);
}

function requireNamespace(given: string): void {
  if (given !== namespace) throw new Fault(400, `namespace must be ${namespace}.`);
}

function metricKey(name: string): MetricKey {
  if (!isMetricKey(name)) throw new Fault(400, `metric_name ${name} is not known: see GET …/metrics.`);
  return name;
}

function dimensionsIn(query: URLSearchParams): Dimension[] {
  return [0, 1, 2, 3].flatMap((index) => {
    const given = query.get(`dim.${index}`);
    if (given === null) return [];
    const comma = given.indexOf(",");
    if (comma < 1) throw new Fault(400, `dim.${index} must be a name and a value with a comma between.`);
    return [{ name: given.slice(0, comma), value: given.slice(comma + 1) }];
  });
}

type Given = Record<"from" | "to" | "period" | "filter", string | number>;

function questionOf({ from, to, period, filter }: Given): Question {
  const [first, last] = [Number(from), Number(to)];
  const isSpan = String(from) !== "" && String(to) !== "" && first >= 0 && last > first && last <= 8.64e15;
  if (!isSpan) throw new Fault(400, "from and to must be times in ms, from before to.");
  const minutes = Object.hasOwn(minutesOf, String(period)) ? minutesOf[String(period)] : undefined;
  if (minutes === undefined) throw new Fault(400, `period must be one of ${Object.keys(minutesOf).join(", ")}.`);
  const statistic = filters.find((one) => one === filter);
  if (statistic === undefined) throw new Fault(400, `filter must be one of ${filters.join(", ")}.`);
  return { from: first, to: last, period: minutes, filter: statistic };
}
