"use client";

import { useFormatter, useTranslations } from "next-intl";
import { byteRate } from "@/components/chart/byte-rate";
import { Card, CardCells } from "@/components/ui/card";
import type { MetricPoint, TrafficValues } from "@/lib/model/metric";
import { Tile } from "./tile";
import { greatestOf, recentMean, sparkValues, totalOf } from "./traffic-sum";

const requests = (values: TrafficValues) => values.requests;
const meanTime = (values: TrafficValues) => (values.requests === 0 ? null : values.responseTimeSumMs / values.requests);
const errorShare = (values: TrafficValues) =>
  values.requests === 0 ? null : (values.status5xx / values.requests) * 100;
const connections = (values: TrafficValues) => values.connections;
const newConnections = (values: TrafficValues) => values.newConnections;
const bytesOut = (values: TrafficValues) => values.bytesOut;
const bytesIn = (values: TrafficValues) => values.bytesIn;

/** Seconds over which a share or a mean of requests is taken: one request then does not make it jump. */
const shareSeconds = 60;

/** Traffic of all load balancers together, now and over the last five minutes. */
export function TrafficTiles({ points }: { points: readonly MetricPoint[] }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const number = (value: number | null, digits = value !== null && value < 10 ? 1 : 0) =>
    value === null ? "–" : format.number(value, { maximumFractionDigits: digits });
  const bytes = (value: number) => {
    const rate = byteRate(value);
    return { ...rate, text: format.number(rate.value, { maximumSignificantDigits: 3 }) };
  };
  const peak = (read: (values: TrafficValues) => number) => {
    const greatest = greatestOf(points, read);
    return greatest === null ? t("noSamples") : t("peak", { value: number(greatest, 0) });
  };
  const none = points.length === 0;
  const slowest = greatestOf(points, meanTime);
  const out = recentMean(points, bytesOut);
  const into = recentMean(points, bytesIn);
  const recent = points.slice(-shareSeconds);
  const total = totalOf(recent, requests);
  const mean = total === 0 ? null : totalOf(recent, (values) => values.responseTimeSumMs) / total;
  const share = total === 0 ? null : (totalOf(recent, (values) => values.status5xx) / total) * 100;
  const outgoing = out === null ? undefined : bytes(out);
  const incoming = into === null ? undefined : bytes(into);

  return (
    <Card>
      <CardCells className="grid-cols-6">
        <Tile
          label={t("requests")}
          value={number(recentMean(points, requests))}
          unit={t("perSecond")}
          note={peak(requests)}
          spark={sparkValues(points, requests)}
        />
        <Tile
          label={t("responseTime")}
          value={number(mean)}
          unit="ms"
          note={slowest === null ? t(none ? "noSamples" : "noRequests") : t("slowest", { value: number(slowest) })}
          spark={sparkValues(points, meanTime)}
        />
        <Tile
          label={t("errorShare")}
          value={number(share, 2)}
          unit="%"
          note={none ? t("noSamples") : t("errorCount", { count: totalOf(points, (values) => values.status5xx) })}
          spark={sparkValues(points, errorShare)}
        />
        <Tile
          label={t("connections")}
          value={number(recentMean(points, connections, 1), 0)}
          note={peak(connections)}
          spark={sparkValues(points, connections)}
        />
        <Tile
          label={t("newConnections")}
          value={number(recentMean(points, newConnections))}
          unit={t("perSecond")}
          note={peak(newConnections)}
          spark={sparkValues(points, newConnections)}
        />
        <Tile
          label={t("trafficOut")}
          value={outgoing?.text ?? "–"}
          unit={outgoing?.unit ?? "B/s"}
          note={incoming ? t("trafficIn", { value: `${incoming.text} ${incoming.unit}` }) : t("noSamples")}
          spark={sparkValues(points, bytesOut)}
        />
      </CardCells>
    </Card>
  );
}
