import { parentPort, workerData } from "node:worker_threads";
import { sourceCells, SourceTable } from "@/engine/limits/source-table";

/** Takes and gives connections of a few sources as fast as it can, and tells how many it got beyond the limit. */
const { words, believed, gate, threads, worker, limit, rounds } = workerData as {
  words: Int32Array;
  /** Connections of each source that the threads believe to have. */
  believed: Int32Array;
  /** Threads that are ready: all begin at once. */
  gate: Int32Array;
  threads: number;
  worker: number;
  limit: number;
  rounds: number;
};
const table = new SourceTable(words, new Int32Array(new SharedArrayBuffer(sourceCells * 4)), worker);
let beyond = 0;
const held: { source: number; cell: number }[] = [];
Atomics.add(gate, 0, 1);
Atomics.notify(gate, 0);
for (let ready = 0; (ready = Atomics.load(gate, 0)) < threads; ) Atomics.wait(gate, 0, ready, 1000);
for (let i = 0; i < rounds; i++) {
  const source = (i * 7) % believed.length;
  const cell = table.enter(1, source, limit);
  if (cell >= 0) {
    if (Atomics.add(believed, source, 1) >= limit) beyond++;
    held.push({ source, cell });
  }
  if (held.length > 3 || cell < 0) {
    const last = held.shift();
    if (last === undefined) continue;
    Atomics.sub(believed, last.source, 1);
    table.leave(last.cell);
  }
}
for (const { source, cell } of held) {
  Atomics.sub(believed, source, 1);
  table.leave(cell);
}
const port = parentPort;
port?.postMessage(beyond);
