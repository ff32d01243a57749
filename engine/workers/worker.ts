import { parentPort, workerData } from "node:worker_threads";
import { faults } from "@/engine/upstream/tcp/channel";
import { compilePlan } from "@/engine/plan/compile";
import { DataPath } from "./data-path";
import type { FromWorker, ToWorker, WorkerData } from "./messages";
import { SharedMemory } from "./shared-memory";

const port = parentPort;
if (port === null) throw new Error("worker.ts runs as a worker thread only");
const { index, buffer, capacity, secret, logDirectory } = workerData as WorkerData;
const dataPath = new DataPath(SharedMemory.attach(buffer, capacity), index, {
  secret,
  logDirectory,
  onAccessLog: (report) => tell({ type: "accessLog", report }),
});

// An exception in a connection's code resets that connection; the first ones are told, a flood is not.
faults.report = (error) => {
  if (faults.count > 20) return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ level: 50, worker: index, msg: "connection fault", error: text })}\n`);
};

function tell(message: FromWorker): void {
  port?.postMessage(message);
}

function receive(message: ToWorker): void {
  switch (message.type) {
    case "apply": {
      const { plan } = compilePlan(message.snapshot, message.slots);
      for (const problem of dataPath.apply(plan, message.sockets)) tell({ type: "socketFailed", ...problem });
      tell({ type: "applied", seq: message.seq });
      break;
    }
    case "explain":
      tell({
        type: "explained",
        seq: message.seq,
        explanation: dataPath.explain(message.listenerId, message.passage),
      });
      break;
    case "stop":
      dataPath.stop(message.deadlineMs, () => {
        tell({ type: "stopped" });
        port?.close();
      });
  }
}

dataPath.onReset = ({ type, id, connections }) => tell({ type: "drainReset", object: { type, id }, connections });

port.on("message", receive);
tell({ type: "ready" });
