import { createInterface } from "node:readline";
import pino from "pino";
import { HealthWord } from "@/engine/observe/cells";
import { compilePlan } from "@/engine/plan/compile";
import { wantedSockets } from "@/engine/workers/listen-plan";
import { WorkerPool } from "@/engine/workers/pool";
import { RowAllocator } from "@/engine/workers/rows";
import type { Snapshot } from "@/lib/wire/snapshot";
import { benchSnapshot } from "./snapshot";

/**
 * The engine as it runs, without console and health checks. Arguments: workers, address, port, members as
 * `address:port` with commas, and protocol: with UDP a TCP listener shares the port, so that one can see it listen. Lines on stdin are further states: JSON of {@link State}, each answered by `applied`.
 */
export interface State {
  snapshot: Snapshot;
  /** Members that are down; the others count as well. */
  offline: string[];
}

const [workers = "1", address = "127.0.0.1", port = "0", members = "", protocol = "HTTP"] = process.argv.slice(2);
const pool = new WorkerPool({ workers: Number(workers), listeners: 16, members: 256, log: pino({ level: "silent" }) });
const listenerRows = new RowAllocator(16);
const memberRows = new RowAllocator(256);
pool.memory.health.fill(HealthWord.notChecked);
await pool.start();

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
  const { plan, errors } = compilePlan(snapshot, slots);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const failures = await pool.apply({ snapshot, slots, wanted: wantedSockets(plan) });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  console.log("applied");
}

if (members !== "") {
  const list = members.split(",").map((member, index) => {
    const [host = "", number = ""] = member.split(":");
    return { id: `m${index}`, address: host, port: Number(number), weight: 1 };
  });
  const listeners = [{ id: "l", port: Number(port), members: list, protocol: protocol as "HTTP" | "TCP" | "UDP" }];
  if (protocol === "UDP") listeners.push({ id: "shown", port: Number(port), members: [], protocol: "TCP" });
  await apply({ snapshot: benchSnapshot(address, listeners), offline: [] });
}
const lines = createInterface({ input: process.stdin });
let last: Promise<void> = Promise.resolve();
lines.on("line", (line) => {
  last = last.then(() => apply(JSON.parse(line) as State));
});
process.on("SIGTERM", () => void pool.stop(100).then(() => process.exit(0)));
