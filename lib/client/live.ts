"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { LiveMetricPoint } from "./live-metrics";
import type { LiveEngine } from "@/lib/model/live";
import type { MetricPoint } from "@/lib/model/metric";
import type { MetricKind } from "@/lib/model/metric-catalogue";
import type { Channel } from "./channel";
import type { EipSecond } from "./eip-samples";
import { LiveConnection } from "./live-connection";
import { type LiveStatus, LiveStore } from "./live-store";
import { resources } from "./query-keys";
import type { MemberRate, RateOf } from "./samples";

const store = new LiveStore();
const connection = new LiveConnection(store);

/** While somebody listens to a channel, the event stream is open. */
function subscribeTo(channel: Channel) {
  return (listener: () => void) => {
    const release = connection.retain();
    const stop = channel.subscribe(listener);
    return () => {
      stop();
      release();
    };
  };
}

const onSamples = subscribeTo(store.samples);
const onEngine = subscribeTo(store.engine);
const onStatus = subscribeTo(store.status);
const onChanges = subscribeTo(store.changes);

const noSeconds: readonly EipSecond[] = [];
const noMetrics: readonly LiveMetricPoint[] = [];
const onNothing = () => () => {};
const noPoints: MetricPoint[] = [];
const noTraffic: ReadonlyMap<string, MetricPoint[]> = new Map();
const noRates: ReadonlyMap<string, MemberRate | null> = new Map();

/** Is the event stream there? `connecting` only before the first answer. */
export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    onStatus,
    () => store.currentStatus,
    () => "connecting",
  );
}

/** The engine as last heard of; null before the first word. */
export function useLiveEngine(): LiveEngine | null {
  return useSyncExternalStore(
    onEngine,
    () => store.currentEngine,
    () => null,
  );
}

/** One point a second of a load balancer or listener, five minutes at most; gaps have no values. */
export function useLiveTraffic(objectId: string): readonly MetricPoint[] {
  return useSyncExternalStore(
    onSamples,
    () => store.traffic(objectId),
    () => noPoints,
  );
}

/** Requests per second of a load balancer or listener over the last five seconds; null before the first sample. */
export function useLiveRate(objectId: string, of: RateOf = "requests"): number | null {
  return useSyncExternalStore(
    onSamples,
    () => store.rate(objectId, of),
    () => null,
  );
}

/** The traffic of several load balancers or listeners, to add up. */
export function useLiveTrafficOf(objectIds: readonly string[]): ReadonlyMap<string, readonly MetricPoint[]> {
  return useSyncExternalStore(
    onSamples,
    () => store.trafficOf(objectIds),
    () => noTraffic,
  );
}

/** The rates of several at this moment, without following them. */
export function liveRates(objectIds: readonly string[]): ReadonlyMap<string, number | null> {
  return store.rates(objectIds);
}

/** Requests and failures per second and open connections of a server. */
export function useLiveMemberRate(memberId: string): MemberRate | null {
  return useSyncExternalStore(
    onSamples,
    () => store.memberRate(memberId),
    () => null,
  );
}

/** The same for several servers of one group, to set them against each other. */
export function useLiveMemberRates(memberIds: readonly string[]): ReadonlyMap<string, MemberRate | null> {
  return useSyncExternalStore(
    onSamples,
    () => store.memberRates(memberIds),
    () => noRates,
  );
}

/** The seconds of an EIP. */
export function useLiveEip(id: string): readonly EipSecond[] {
  return useSyncExternalStore(
    onSamples,
    () => store.eip(id),
    () => noSeconds,
  );
}

/** Every metric of an object, second by second; empty while it is not followed. */
export function useLiveMetrics(kind: MetricKind, id: string, isFollowed: boolean): readonly LiveMetricPoint[] {
  return useSyncExternalStore(
    isFollowed ? onSamples : onNothing,
    () => (isFollowed ? store.metrics(kind, id) : noMetrics),
    () => noMetrics,
  );
}

/** Now by the server's clock, which the samples' times belong to. */
export function serverNow(): number {
  return store.serverNow(Date.now());
}

/** May a page that the server made at `readAt` (ms, its clock) be older than a change that the stream told? */
export function mayHaveChangedSince(readAt: number): boolean {
  return store.mayHaveChangedSince(readAt);
}

const soonMs = 60;
const restMs = 1000;
const attached = new Map<QueryClient, { users: number; detach: () => void }>();

function attach(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const run = () => {
    timer = undefined;
    last = Date.now();
    void client.invalidateQueries({ queryKey: resources });
  };
  const stop = onChanges(() => {
    timer ??= setTimeout(run, Math.max(soonMs, last + restMs - Date.now()));
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Reads what is on the screen again when the stream says that something changed: at once, then once a second at most. */
export function useLiveQueries(): void {
  const client = useQueryClient();
  useEffect(() => {
    const known = attached.get(client) ?? { users: 0, detach: attach(client) };
    known.users += 1;
    attached.set(client, known);
    return () => {
      known.users -= 1;
      if (known.users > 0) return;
      known.detach();
      attached.delete(client);
    };
  }, [client]);
}
