import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, openDatabase } from "@/lib/db/client";
import { loadBalancers, subnets } from "@/lib/db/schema";
import { mergeAggregates } from "@/lib/metrics/aggregate";
import { encode } from "@/lib/metrics/codec";
import { minuteOf } from "@/lib/metrics/minute-values";
import { statementsOf } from "@/lib/metrics/statements";
import { minuteMs, startOf, tiers } from "@/lib/metrics/tiers";
import { type TrafficValues, trafficFields } from "@/lib/model/metric";
import { periodFor } from "@/lib/model/metric-range";
import type { Context } from "@/lib/services/context";
import { noEngine } from "@/lib/services/engine-view";
import { readDashboard } from "@/lib/services/metrics/dashboard";
import { readNewest } from "@/lib/services/metrics/newest";
import { readSeries } from "@/lib/services/metrics/series";
import { defaultProjectId } from "@/lib/services/settings";

/*
 * A year of metrics of 200 load balancers that are busy in every minute: how large it is on disk, and how long the
 * queries of the dashboard and of the interface take. `npm run scale:metrics`; the last figures are in
 * engine/bench/RESULTS.md. The windows of each period are merged and written by the product's own code from random
 * minutes; they are put where a year of rolling up leaves them, as feeding 105 million minutes would take hours.
 */

const objects = Number(process.argv[2] ?? 200);
const days = 365;
/** Windows that are made of random minutes for each period; objects take them in turn. */
const variants = 150;
const rounds = 15;
const dayMinutes = 1440;

const data = mkdtempSync(join(process.env.EVENKEEL_SCALE ?? tmpdir(), "evenkeel-scale-metrics-"));

/** A busy minute: some thousand requests, every class of answers, response times over `buckets` buckets. */
function randomMinute() {
  const some = (most: number) => Math.floor(Math.random() * most);
  const requests = 1000 + some(60_000);
  const buckets = Array.from({ length: 40 }, (_, index) => [60 + index, 1 + some(requests / 20)]).flat();
  const values: TrafficValues = {
    requests,
    status2xx: requests - some(900),
    status3xx: some(300),
    status4xx: some(300),
    status5xx: some(100),
    statusOther: some(5),
    status404: some(100),
    status499: some(50),
    status502: some(50),
    newConnections: some(9000),
    connections: some(4000),
    activeConnections: some(2000),
    bytesIn: requests * (300 + some(900)),
    bytesOut: requests * (2000 + some(20_000)),
    responseTimeSumMs: requests * (2 + Math.random() * 40),
    p50Ms: Math.random() * 20,
    p95Ms: Math.random() * 90,
    p99Ms: Math.random() * 400,
    packetsIn: requests * (3 + some(5)),
    packetsOut: requests * (4 + some(9)),
    normalServers: some(20),
    abnormalServers: some(3),
  };
  const listed = trafficFields.map((field) => values[field]);
  return minuteOf("traffic", listed, buckets);
}

const pool = Array.from({ length: 2000 }, randomMinute);

function randomWindow(period: number): Buffer {
  const minutes = Array.from({ length: period }, () => pool[Math.floor(Math.random() * pool.length)] ?? randomMinute());
  const merged = mergeAggregates(minutes) ?? randomMinute();
  return encode(merged, period === 1);
}

function fill(db: Db, until: number): { ids: string[]; rows: number } {
  const subnet = db.select().from(subnets).get();
  if (subnet === undefined) throw new Error("no subnet");
  const ids = Array.from({ length: objects }, () => randomUUID());
  const statements = statementsOf(db);
  let rows = 0;
  db.transaction((tx) => {
    for (const [index, id] of ids.entries()) {
      const place = { vpcId: subnet.vpcId, subnetId: subnet.id, vipPortId: randomUUID() };
      const stamp = { createdAt: 0, updatedAt: null, generation: 1, enabled: true, tags: [], description: "" };
      const vipAddress = `127.33.${Math.floor(index / 200)}.${(index % 200) + 2}`;
      const named = { id, name: `elb-${index}`, projectId: defaultProjectId(tx), vipAddress };
      tx.insert(loadBalancers)
        .values({ ...stamp, ...place, ...named })
        .run();
      statements.addObject.run(id, "loadbalancer");
    }
  });
  const refs = ids.map((id) => statements.object.get(id)?.ref ?? 0);
  for (const { period, keptDays } of tiers) {
    const windows = Array.from({ length: variants }, () => randomWindow(period));
    const end = startOf(until, period);
    const begin = startOf(until - Math.min(days, keptDays) * dayMinutes, period);
    // In the order in which minutes come: all objects, then the next window, a day at a time.
    for (let from = begin; from < end; from += dayMinutes) {
      db.$client.transaction(() => {
        for (let at = from; at < Math.min(from + dayMinutes, end); at += period) {
          for (const ref of refs) {
            statements.put.run(ref, period, at, windows[rows++ % variants] as Buffer);
          }
        }
      })();
    }
    statements.putTier.run({ period, until: end, target: end, afterRef: 0 });
  }
  return { ids, rows };
}

function contextOf(db: Db, now: number): Context {
  return {
    db,
    engine: { ...noEngine, connected: true },
    actor: { id: "scale", name: "scale", role: "admin", projectId: null },
    source: "ConsoleAction",
    sourceIp: "127.0.0.1",
    requestId: randomUUID(),
    projectId: defaultProjectId(db),
    shownProjectId: null,
    now: () => now,
  };
}

/** Runs it for one object after another, the first time on a database that was just opened. */
function measure(name: string, ids: readonly string[], run: (id: string) => number): void {
  let points = 0;
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const used = process.cpuUsage();
    points = run(ids[(round * 13) % ids.length] ?? "");
    const { user, system } = process.cpuUsage(used);
    wall.push(performance.now() - began);
    cpu.push((user + system) / 1000);
  }
  const cells = [wall[0] ?? 0, median(wall), Math.max(...wall), median(cpu)].map((ms) => ms.toFixed(1));
  console.log(`| ${name} | ${points} | ${cells.join(" | ")} |`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function sizeOf(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

try {
  const now = Math.floor(Date.now() / minuteMs) * minuteMs;
  const filled = openDatabase(data);
  const empty = sizeOf(data);
  const began = performance.now();
  const { ids, rows } = fill(filled, now / minuteMs);
  filled.$client.pragma("wal_checkpoint(TRUNCATE)");
  filled.$client.close();
  const bytes = sizeOf(data) - empty;
  const took = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${new Date().toISOString()}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(
    `${objects} objects, ${days} days: ${rows} windows, ${(bytes / 1e6).toFixed(0)} MB on disk, ` +
      `${(bytes / objects / 1e6).toFixed(2)} MB an object; filled in ${took} s\n`,
  );
  const ctx = contextOf(openDatabase(data), now);
  console.log("| query | windows | first, ms | median, ms | slowest, ms | CPU median, ms |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
  const dashboard = (name: string, spanDays: number, back = 0) => {
    const to = now - back * dayMinutes * minuteMs;
    const spanMs = spanDays * dayMinutes * minuteMs;
    const asked = { type: "loadbalancer", from: to - spanMs, to, period: periodFor(spanMs) } as const;
    measure(name, ids, (id) => readDashboard(ctx, { ...asked, id }).points.length);
  };
  dashboard("dashboard, 1 hour", 1 / 24);
  dashboard("dashboard, 24 hours", 1);
  dashboard("dashboard, 7 days", 7);
  dashboard("dashboard, 30 days", 30);
  dashboard("dashboard, 90 days", 90);
  dashboard("dashboard, 1 year", 365);
  dashboard("dashboard, 30 days half a year ago", 30, 180);
  const series = (name: string, spanDays: number, period: number) =>
    measure(name, ids, (id) => {
      const resource = { type: "loadbalancer", id } as const;
      const from = now - spanDays * dayMinutes * minuteMs;
      return readSeries(ctx, { resource, metrics: ["mb_l7_qps"], statistic: "max", from, to: now, period }).length;
    });
  series("one metric by the minute, 2 days", 2, 1);
  series("one metric by the hour, 120 days", 120, 60);
  measure("newest minute of all (list, Prometheus)", ids, () => readNewest(ctx).length);
  ctx.db.$client.close();
} finally {
  rmSync(data, { recursive: true });
}
