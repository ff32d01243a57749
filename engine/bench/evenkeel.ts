import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pino from "pino";
import { HealthWord } from "@/engine/observe/cells";
import { Observer } from "@/engine/observe/observer";
import { Spool } from "@/engine/observe/spool";
import { compilePlan } from "@/engine/plan/compile";
import { wantedSockets } from "@/engine/workers/listen-plan";
import { WorkerPool } from "@/engine/workers/pool";
import { RowAllocator } from "@/engine/workers/rows";
import type { Snapshot } from "@/lib/wire/snapshot";

/**
 * The engine as it runs, without console and health checks. Arguments: workers, directory of access logs and spool,
 * `subscriber` when somebody watches the metrics, and a file with the first {@link State}. Lines on stdin are further
 * states, each answered by `applied`.
 */
export interface State {
  snapshot: Snapshot;
  /** Members that are down; the others count as well. */
  offline: string[];
}

const [workers = "1", directory = "", watched = "", first = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const pool = new WorkerPool({
  workers: Number(workers),
  listeners: 16,
  members: 256,
  log,
  ...(directory === "" ? {} : { logDirectory: join(directory, "logs") }),
});
const noop = (): void => undefined;
/** Bytes that a subscriber would have been sent. */
let pushedBytes = 0;
const observer =
  watched === ""
    ? null
    : new Observer({
        memory: pool.memory,
        spool: new Spool(join(directory, "spool")),
        log,
        onSample: (window) => {
          pushedBytes += JSON.stringify({ push: "sample", epoch: "bench", window }).length;
        },
        onPoint: noop,
        onMinute: noop,
        onSpoolTrouble: noop,
      });
const listenerRows = new RowAllocator(16);
const memberRows = new RowAllocator(256);
pool.memory.health.fill(HealthWord.notChecked);
await pool.start();
observer?.start();

async function apply({ snapshot, offline }: State): Promise<void> {
  const now = performance.now();
  const ids = snapshot.pools.flatMap((spec) => spec.members.map(({ id }) => id));
  const slots = {
    listeners: listenerRows.assign(
      snapshot.listeners.map(({ id }) => id),
      now,
    ),
    members: memberRows.assign(ids, now),
    addresses: {},
  };
  for (const [id, row] of Object.entries(slots.members))
    Atomics.store(pool.memory.health, row, offline.includes(id) ? HealthWord.offline : HealthWord.notChecked);
  const { plan, running, errors } = compilePlan(snapshot, slots, undefined, (_, key) => key);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  observer?.sync(snapshot, slots);
  const failures = await pool.apply({ running, wanted: wantedSockets(plan) });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  console.log("applied");
}

if (first !== "") await apply(JSON.parse(readFileSync(first, "utf8")) as State);
const lines = createInterface({ input: process.stdin });
let last: Promise<void> = Promise.resolve();
lines.on("line", (line) => {
  last = last.then(() => apply(JSON.parse(line) as State));
});
process.on("exit", () => {
  if (observer !== null && pushedBytes === 0) process.stderr.write("no sample was pushed\n");
});
process.on("SIGTERM", () => void pool.stop(100).then(() => process.exit(0)));
