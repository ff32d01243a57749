import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Db, openDatabase } from "@/lib/db/client";
import { listeners, loadBalancers, members, pools, settings, subnets } from "@/lib/db/schema";
import { EngineConnection } from "@/lib/engine-client/connection";
import { AccessControl, InsertHeaders, ListenerTimeouts } from "@/lib/model/listener";
import type { Context } from "@/lib/services/context";
import { noEngine } from "@/lib/services/engine-view";
import { searchLoadBalancers } from "@/lib/services/loadbalancer/search";
import { addMembers } from "@/lib/services/member/add";
import { updatePool } from "@/lib/services/pool/update";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import { defaultProjectId } from "@/lib/services/settings";
import { buildSnapshot } from "@/lib/services/snapshot/build";
import { encodeFrame } from "@/lib/wire/frame";
import type { ApplyResult } from "@/lib/wire/messages";
import { emptySnapshot, type Snapshot } from "@/lib/wire/snapshot";
import { buildEngine } from "./build-engine.mjs";

/*
 * How an installation of 1,000 load balancers, 2,000 listeners and 10,000 members answers and applies. `npm run scale`;
 * the last figures are in scripts/SCALE.md. Nothing is asserted: a shared machine decides how fast it is.
 */

const count = 1000;
const listenersEach = 2;
const membersEach = 10;
const firstPort = 21_080;
const rounds = 15;

const root = resolve(import.meta.dirname, "..");
const data = mkdtempSync(join(tmpdir(), "evenkeel-scale-"));
const backend = createServer((_, response) => response.end("ok"));
await new Promise<void>((done) => backend.listen(0, "127.0.0.1", done));
const backendPort = (backend.address() as AddressInfo).port;

function addressOf(index: number): string {
  return `127.33.${Math.floor(index / 200)}.${(index % 200) + 2}`;
}

function fill(db: Db): void {
  const at = Date.now();
  const subnet = db.select().from(subnets).get();
  if (subnet === undefined) throw new Error("no subnet");
  const stamp = { createdAt: at, updatedAt: null, generation: 1 };
  db.transaction((tx) => {
    for (let index = 0; index < count; index++) {
      const id = randomUUID();
      tx.insert(loadBalancers)
        .values({
          ...stamp,
          id,
          name: `elb-${index}`,
          description: "",
          projectId: defaultProjectId(tx),
          vpcId: subnet.vpcId,
          subnetId: subnet.id,
          vipPortId: randomUUID(),
          vipAddress: addressOf(index),
          enabled: true,
          tags: [{ key: "env", value: index % 3 === 0 ? "prod" : "test" }],
        })
        .run();
      const poolId = randomUUID();
      tx.insert(pools)
        .values({
          ...stamp,
          id: poolId,
          loadBalancerId: id,
          name: `server_group-${index}`,
          description: "",
          protocol: "HTTP",
          algorithm: "ROUND_ROBIN",
          enabled: true,
          tags: [],
        })
        .run();
      for (let port = 0; port < membersEach; port++) {
        tx.insert(members)
          .values({
            ...stamp,
            id: randomUUID(),
            poolId,
            name: `web-${port}`,
            address: `127.0.0.${port + 1}`,
            port: index === 0 && port === 0 ? backendPort : 20_000 + port,
            weight: index === 0 && port > 0 ? 0 : 1,
            enabled: true,
            tags: [],
          })
          .run();
      }
      for (let port = 0; port < listenersEach; port++) {
        tx.insert(listeners)
          .values({
            ...stamp,
            id: randomUUID(),
            loadBalancerId: id,
            name: `listener-${port}`,
            description: "",
            protocol: "HTTP",
            port: firstPort + port,
            enabled: true,
            defaultPoolId: poolId,
            timeouts: ListenerTimeouts.parse({}),
            insertHeaders: InsertHeaders.parse({}),
            accessControl: AccessControl.parse({}),
            connectionLimit: -1,
            tags: [],
          })
          .run();
      }
    }
    tx.update(settings).set({ value: 1 }).run();
  });
}

function contextOf(db: Db): Context {
  return {
    db,
    engine: noEngine,
    actor: { id: "scale", name: "scale", role: "admin", projectId: null },
    source: "ConsoleAction",
    sourceIp: "127.0.0.1",
    requestId: randomUUID(),
    projectId: defaultProjectId(db),
    shownProjectId: null,
    now: Date.now,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const ms = (value: number) => value.toFixed(1);

/** Wall and processor time of the console's thread: on a shared machine the second says more. */
function timed(work: () => unknown): { wall: number; cpu: number } {
  const from = performance.now();
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return { wall: performance.now() - from, cpu: (used.user + used.system) / 1000 };
}

function measureSearch(ctx: Context): string[] {
  const first = searchLoadBalancers(ctx, {}).rows[0];
  const poolId = ctx.db.select().from(pools).all().at(-1)?.id ?? "";
  let turn = 0;
  const described = () => updateLoadBalancer(ctx, { id: first?.id ?? "", description: randomUUID() });
  const renamed = () => updatePool(ctx, { id: poolId, description: randomUUID() });
  const grown = () => addMembers(ctx, { poolId, members: [{ address: "127.0.2.1", port: ++turn, weight: 1 }] });
  const cases: [string, Parameters<typeof searchLoadBalancers>[1], (() => unknown) | null][] = [
    ["first page", {}, null],
    ["first page, right after a load balancer changed", {}, described],
    ["first page, right after a group and its listeners changed", {}, renamed],
    ["first page, right after a server was added", {}, grown],
    ["page 50 by address, right after a load balancer changed", { sort: "-addresses", page: 50 }, described],
    ["free text `elb-99`", { text: "elb-99" }, null],
    ["tag, by health, page 5", { filters: ["tag:env=prod"], sort: "-health", page: 5 }, null],
  ];
  return cases.map(([name, query, change]) => {
    const times = Array.from({ length: rounds }, () => {
      change?.();
      return timed(() => searchLoadBalancers(ctx, query));
    });
    const cpu = times.map((time) => time.cpu);
    const wall = times.map((time) => time.wall);
    return `| ${name} | ${ms(percentile(cpu, 0.5))} | ${ms(percentile(wall, 0.5))} | ${ms(Math.min(...wall))} |`;
  });
}

interface Traffic {
  latencies: number[];
  failures: number;
  stop(): Promise<void>;
}

/** Clients that ask one after the other, each over a connection that it keeps. */
function drive(clients: number): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const ended = new AbortController();
  const traffic: Traffic = {
    latencies: [],
    failures: 0,
    async stop() {
      ended.abort();
      await Promise.all(loops);
      agent.destroy();
    },
  };
  const once = () =>
    new Promise<void>((done) => {
      const from = performance.now();
      const sent = request({ host: addressOf(0), port: firstPort, agent }, (response) => {
        if (response.statusCode !== 200) traffic.failures += 1;
        response.resume();
        response.on("end", () => {
          traffic.latencies.push(performance.now() - from);
          done();
        });
      });
      sent.on("error", () => {
        traffic.failures += 1;
        done();
      });
      sent.end();
    });
  const loops = Array.from({ length: clients }, async () => {
    while (!ended.signal.aborted) await once();
  });
  return traffic;
}

const pause = (time: number) => new Promise((wake) => setTimeout(wake, time));

/** Processor time of all threads so far, in steps of 10 ms. */
function cpuMsOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function connected(path: string): Promise<EngineConnection> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const connection = await new Promise<EngineConnection | null>((done) => {
      const made: EngineConnection = new EngineConnection(path, {
        onOpen: () => done(made),
        onPush: () => {},
        onClose: () => done(null),
      });
    });
    if (connection !== null) return connection;
    await pause(100);
  }
  throw new Error("the engine does not answer");
}

async function measureApply(db: Db): Promise<string[]> {
  const env = { ...process.env, EVENKEEL_DATA: data, EVENKEEL_WORKERS: "2", NODE_OPTIONS: "" };
  const main = await buildEngine({ outdir: join(root, ".build/scale-engine") });
  const engine: ChildProcess = spawn(process.execPath, ["--enable-source-maps", main], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const slices: number[] = [];
  createInterface({ input: engine.stderr as Readable }).on("line", (line) => {
    const { longestSliceMs } = JSON.parse(line) as { longestSliceMs?: number };
    if (longestSliceMs !== undefined) slices.push(longestSliceMs);
  });
  try {
    const connection = await connected(join(data, "run", "engine.sock"));
    let snapshot: Snapshot = buildSnapshot(db);
    const building = timed(() => {
      snapshot = buildSnapshot(db);
    });
    const apply = async (next: Snapshot) => {
      const from = performance.now();
      const cpuBefore = cpuMsOf(engine);
      const result = (await connection.request({ type: "apply", snapshot: next })) as ApplyResult;
      const cpu = cpuMsOf(engine) - cpuBefore;
      if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
      const { applyMs } = (await connection.request({ type: "state" })) as { applyMs: number };
      return { whole: performance.now() - from, applyMs, cpu };
    };
    // The engine answers once its workers have started.
    await apply(emptySnapshot());
    const first = await apply(snapshot);
    const quiet = drive(8);
    await pause(4000);
    await quiet.stop();
    const busy = drive(8);
    await pause(500);
    const again: { whole: number; applyMs: number }[] = [];
    for (let step = 1; step <= 5; step++) {
      const pool = snapshot.pools[step];
      const changed = { ...snapshot, generation: snapshot.generation + step };
      changed.pools = snapshot.pools.map((one) =>
        one === pool ? { ...one, members: one.members.map((member) => ({ ...member, weight: step + 1 })) } : one,
      );
      again.push(await apply(changed));
      await pause(300);
    }
    await busy.stop();
    connection.close("done");
    const line = (name: string, { latencies, failures }: Traffic) =>
      `| ${name} | ${latencies.length} | ${failures} | ${ms(percentile(latencies, 0.5))} | ${ms(percentile(latencies, 0.99))} | ${ms(Math.max(...latencies))} |`;
    return [
      "| snapshot | ms |",
      "| --- | --- |",
      `| built from the database (${(encodeFrame(snapshot).length / 1e6).toFixed(1)} MB) | ${ms(building.cpu)} CPU, ${ms(building.wall)} wall |`,
      `| first apply, ${count * listenersEach} listeners opened on 2 workers | ${ms(first.applyMs)} (with transfer ${ms(first.whole)}; ${ms(first.cpu)} CPU of all threads) |`,
      `| apply of one changed group, median of ${again.length} | ${ms(
        percentile(
          again.map(({ applyMs }) => applyMs),
          0.5,
        ),
      )} (with transfer ${ms(
        percentile(
          again.map(({ whole }) => whole),
          0.5,
        ),
      )}) |`,
      `| longest slice of a worker, first apply | ${ms(slices[1] ?? 0)} |`,
      `| longest slice of a worker, those ${again.length} applies | ${ms(Math.max(0, ...slices.slice(2)))} |`,
      "",
      "| traffic of 8 kept connections | requests | failures | p50 ms | p99 ms | max ms |",
      "| --- | --- | --- | --- | --- | --- |",
      line("nothing applied", quiet),
      line(`${again.length} applies`, busy),
    ];
  } finally {
    const gone = new Promise((done) => engine.once("exit", done));
    engine.kill("SIGTERM");
    await gone;
  }
}

try {
  const db = openDatabase(data);
  fill(db);
  const say = (lines: readonly string[]) => console.log(lines.join("\n"));
  say([
    `Date ${new Date().toISOString()}; ${cpus().length} cores, Node ${process.version}; load average ${loadavg()[0]?.toFixed(1)}.`,
    "",
    "| list and search in the service | CPU ms, median | wall ms, median | wall ms, least |",
    "| --- | --- | --- | --- |",
    ...measureSearch(contextOf(db)),
    "",
  ]);
  say(await measureApply(db));
} finally {
  backend.close();
  backend.closeAllConnections();
  rmSync(data, { recursive: true, force: true });
}
