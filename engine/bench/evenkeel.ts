import { HealthWord } from "@/engine/observe/cells";
import { compilePlan } from "@/engine/plan/compile";
import { wantedSockets } from "@/engine/workers/listen-plan";
import { WorkerPool } from "@/engine/workers/pool";
import { emptySnapshot, Snapshot } from "@/lib/wire/snapshot";
import pino from "pino";

/**
 * The engine as it runs, without console and health checks: worker threads on their own sockets, one HTTP listener,
 * one group. Arguments: address, port, members as `address:port` with commas, workers.
 */
const [address = "127.0.0.1", port = "8080", members = "", workers = "1"] = process.argv.slice(2);

const insertHeaders = {
  xForwardedFor: true,
  xForwardedProto: true,
  xForwardedPort: false,
  xForwardedHost: false,
  xForwardedElbId: false,
};
const snapshot = Snapshot.parse({
  ...emptySnapshot(),
  generation: 1,
  loadBalancers: [
    {
      id: "lb",
      projectId: "p",
      enabled: true,
      addresses: [{ kind: "private", address, bandwidthMbps: null, allowedSources: null }],
    },
  ],
  listeners: [
    {
      id: "l",
      loadBalancerId: "lb",
      protocol: "HTTP",
      port: Number(port),
      enabled: true,
      defaultPoolId: "g",
      timeouts: { clientDataMs: 60_000, memberConnectMs: 5000, memberDataMs: 60_000 },
      insertHeaders,
      accessControl: { enabled: false, cidrs: [] },
      connectionLimit: -1,
    },
  ],
  pools: [
    {
      id: "g",
      loadBalancerId: "lb",
      protocol: "HTTP",
      algorithm: "ROUND_ROBIN",
      persistence: null,
      enabled: true,
      healthMonitor: null,
      members: members.split(",").map((member, index) => ({
        id: `m${index}`,
        address: member.split(":")[0],
        port: Number(member.split(":")[1]),
        weight: 1,
        enabled: true,
        monitorAddress: null,
        monitorPort: null,
      })),
    },
  ],
});

const pool = new WorkerPool({
  workers: Number(workers),
  listeners: 16,
  members: 64,
  log: pino({ level: "silent" }),
});
pool.memory.health.fill(HealthWord.notChecked);
const slots = {
  listeners: { l: 0 },
  members: Object.fromEntries(snapshot.pools[0]?.members.map(({ id }, i) => [id, i]) ?? []),
};
const { plan, errors } = compilePlan(snapshot, slots);
if (errors.length > 0) throw new Error(JSON.stringify(errors));
await pool.start();
const failures = await pool.apply({ snapshot, slots, wanted: wantedSockets(plan) });
if (failures.length > 0) throw new Error(JSON.stringify(failures));
console.log("ready");
process.on("SIGTERM", () => void pool.stop(100).then(() => process.exit(0)));
