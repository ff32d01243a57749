import { metricOf } from "@/lib/model/metric-catalogue";
import { listMetricObjects } from "@/lib/services/metrics/list";
import { Fault } from "../fault";
import { ok } from "../octavia/api-call";
import { dimensionsOf, namespace, unitWords } from "./eye-dimensions";
import type { ProjectCall } from "./routes";

const mostListed = 1000;

/** `GET /V1.0/{project}/metrics?namespace=&metric_name=&dim.0=&start=&limit=`: what can be asked for, page by page. */
export function listMetricsRoute({ ctx, url, projectId }: ProjectCall): Response {
  const { searchParams: query } = url;
  const limitText = query.get("limit") ?? String(mostListed);
  const limit = Number(limitText);
  if (!/^\d+$/.test(limitText) || limit < 1 || limit > mostListed) {
    throw new Fault(400, `limit must be a whole number from 1 to ${mostListed}.`);
  }
  const [wanted, named] = [query.get("namespace") ?? namespace, query.get("metric_name")];
  const dims = [0, 1, 2, 3].map((index) => query.get(`dim.${index}`)).filter((dim) => dim !== null);
  const all = wanted === namespace ? listMetricObjects({ ...ctx, shownProjectId: projectId }).flatMap(entriesOf) : [];
  const found = all.filter(
    ({ metric_name, dimensions }) =>
      (named === null || named === metric_name) &&
      dims.every((dim) => dimensions.some(({ name, value }) => dim === `${name},${value}`)),
  );
  const start = query.get("start");
  const first = start === null ? 0 : found.findIndex((entry) => markerOf(entry) === start) + 1;
  if (start !== null && first === 0) throw new Fault(400, "start must be the marker of an answer before.");
  const page = found.slice(first, first + limit);
  const last = page.at(-1);
  const marker = last === undefined ? "" : markerOf(last);
  return ok({ metrics: page, meta_data: { count: page.length, marker, total: found.length } });
}

type Entry = ReturnType<typeof entriesOf>[number];

function entriesOf(object: ReturnType<typeof listMetricObjects>[number]) {
  const dimensions = dimensionsOf(object);
  return object.metrics.map((key) => ({
    namespace,
    metric_name: key as string,
    dimensions,
    unit: unitWords[metricOf(key).unit],
  }));
}

function markerOf({ metric_name, dimensions }: Entry): string {
  return `${namespace}.${metric_name}.${dimensions.map(({ name, value }) => `${name}:${value}`).join(",")}`;
}
