import { type MetricKind, metricOf } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";
import type { CountedField } from "@/lib/services/metrics/counters";

/** A counter of the exposition; those of one name differ by their `labels`, and do not overlap. */
export interface Counter {
  /** With its base unit, without prefix. */
  name: string;
  help: string;
  kinds: readonly MetricKind[];
  field: CountedField;
  /** What the field is counted in, to the unit of the name: 1000 for ms in a counter of seconds. */
  divisor?: number;
  labels?: Readonly<Record<string, string>>;
  /** Only of what speaks HTTP. */
  layer7?: boolean;
}

const fronts = ["loadbalancer", "listener"] as const;
const backs = ["pool", "member"] as const;
const all = [...fronts, ...backs] as const;

const responses = { name: "responses_total", help: "Responses by class of status.", kinds: fronts, layer7: true };
const ofStatus = {
  name: "responses_by_status_total",
  help: "Responses of some statuses, which are in responses_total as well.",
  kinds: fronts,
  layer7: true,
};
const dropped = {
  name: "eip_dropped_datagrams_total",
  help: "Datagrams that were dropped because the bandwidth was used up.",
  kinds: ["eip"],
} as const;
const waited = {
  name: "eip_saturated_seconds_total",
  help: "Time in which traffic waited for bandwidth.",
  kinds: ["eip"],
  divisor: 1000,
} as const;

/** All of them count since the engine began, and begin anew with it. */
export const counters: readonly Counter[] = [
  {
    name: "connections_opened_total",
    help: "New connections, of TCP and UDP.",
    kinds: all,
    field: "newConnections",
  },
  {
    name: "received_bytes_total",
    help: "Bytes from clients; of groups and servers, bytes that were sent to them.",
    kinds: [...all, "eip"],
    field: "bytesIn",
  },
  {
    name: "sent_bytes_total",
    help: "Bytes to clients; of groups and servers, bytes that came from them.",
    kinds: [...all, "eip"],
    field: "bytesOut",
  },
  {
    name: "received_packets_total",
    help: "Segments and datagrams from clients.",
    kinds: fronts,
    field: "packetsIn",
  },
  { name: "sent_packets_total", help: "Segments and datagrams to clients.", kinds: fronts, field: "packetsOut" },
  { name: "requests_total", help: "Requests of HTTP.", kinds: fronts, layer7: true, field: "requests" },
  { ...responses, labels: { class: "2xx" }, field: "status2xx" },
  { ...responses, labels: { class: "3xx" }, field: "status3xx" },
  { ...responses, labels: { class: "4xx" }, field: "status4xx" },
  { ...responses, labels: { class: "5xx" }, field: "status5xx" },
  { ...responses, labels: { class: "other" }, field: "statusOther" },
  { ...ofStatus, labels: { status: "404" }, field: "status404" },
  { ...ofStatus, labels: { status: "499" }, field: "status499" },
  { ...ofStatus, labels: { status: "502" }, field: "status502" },
  {
    name: "response_time_seconds_total",
    help: "From the first byte of requests to the last byte of their responses, over all of requests_total.",
    kinds: fronts,
    layer7: true,
    field: "responseTimeSumMs",
    divisor: 1000,
  },
  {
    name: "server_requests_total",
    help: "Requests that servers got; connections where the group is of layer 4.",
    kinds: backs,
    field: "requests",
  },
  { name: "server_failures_total", help: "Requests that servers failed.", kinds: backs, field: "failures" },
  {
    name: "server_responses_total",
    help: "Requests that servers answered whole.",
    kinds: backs,
    layer7: true,
    field: "responses",
  },
  {
    name: "server_response_time_seconds_total",
    help: "From the choice of a server to the last byte of its answer, over all of server_responses_total.",
    kinds: backs,
    layer7: true,
    field: "responseTimeSumUs",
    divisor: 1_000_000,
  },
  {
    name: "server_session_requests_total",
    help: "Requests that came to a server because their session belongs to it.",
    kinds: backs,
    field: "sessions",
  },
  { ...dropped, labels: { direction: "in" }, field: "droppedIn" },
  { ...dropped, labels: { direction: "out" }, field: "droppedOut" },
  { ...waited, labels: { direction: "in" }, field: "waitedInMs" },
  { ...waited, labels: { direction: "out" }, field: "waitedOutMs" },
];

/** Does this object have the counter? */
export function isCounted({ kinds, layer7 }: Counter, { type, metrics }: MetricObject): boolean {
  if (!kinds.includes(type)) return false;
  return layer7 !== true || metrics.some((key) => metricOf(key).layer7 === true);
}
