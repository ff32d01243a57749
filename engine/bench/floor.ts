import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { short, small } from "./cases";
import { compare, printHead } from "./compare";
import { backendPort, startBackend, startEvenkeel, startNginx } from "./peers";
import { launch, type Measured } from "./processes";
import * as tcp from "./tcp/proxies";

/**
 * What Node's handles cost without our code (`handles.ts`), beside nginx and the engine, all at one worker: how far a
 * ratio could fall at all. `floor.ts [rounds] [seconds]`.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);
const effort = { rounds, seconds };
const directory = mkdtempSync(join(tmpdir(), "evenkeel-floor-"));
const backend = await startBackend(directory);

const http = [
  await startNginx(directory, { workers: 1, log: true }),
  await startEvenkeel(directory, { workers: 1, log: true }),
];
const kept = await startHandles("kept", 18_196);
const close = await startHandles("close", 18_197);
console.log("HTTP, nginx and the engine with their logs:\n");
printHead();
await compare([...http, kept], small, effort);
await compare([...http, close], short, effort);
for (const proxy of [...http, kept, close]) await proxy.stop();

const stream = [
  await tcp.startNginx(directory),
  await tcp.startEvenkeel(directory),
  await startHandles("through", 18_198),
];
console.log("\nTCP:\n");
printHead();
await compare(stream, small, effort);
await compare(stream, short, effort);
for (const proxy of [...stream, backend]) await proxy.stop();
rmSync(directory, { recursive: true, force: true });

function startHandles(kind: string, port: number): Promise<Measured> {
  const args = ["engine/bench/handles.ts", kind, String(port), String(backendPort)];
  return launch(`handles, ${kind}`, port, process.execPath, ["--import", "tsx", ...args]);
}
