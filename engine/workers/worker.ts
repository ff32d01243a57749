import { parentPort, workerData } from "node:worker_threads";
import { faults } from "@/engine/upstream/tcp/channel";
import { PlanMirror } from "@/engine/plan/mirror";
import { DataPath } from "./data-path";
import type { FromWorker, ToWorker, WorkerData, WorkerStep } from "./messages";
import { SharedMemory } from "./shared-memory";

const port = parentPort;
if (port === null) throw new Error("worker.ts runs as a worker thread only");
const { index, buffer, capacity, secret, logDirectory } = workerData as WorkerData;
const dataPath = new DataPath(SharedMemory.attach(buffer, capacity), index, {
  secret,
  logDirectory,
  onAccessLog: (report) => tell({ type: "accessLog", report }),
});

const mirror = new PlanMirror();

// An exception in a connection's code resets that connection; the first ones are told, a flood is not.
faults.report = (error) => {
  if (faults.count > 20) return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ level: 50, worker: index, msg: "connection fault", error: text })}\n`);
};

function tell(message: FromWorker): void {
  port?.postMessage(message);
}

function perform(step: WorkerStep): void {
  switch (step.type) {
    case "bind": {
      const problem = dataPath.bind(step.socket);
      if (problem !== null) tell({ type: "socketFailed", ...problem });
      return;
    }
    case "unbind":
      dataPath.unbind(step.listenerId, step.key);
      return;
    default:
      dataPath.apply(mirror.take(step));
  }
}

function receive(message: ToWorker): void {
  switch (message.type) {
    case "apply": {
      const begun = performance.now();
      for (const step of message.steps) perform(step);
      tell({ type: "applied", seq: message.seq, tookMs: performance.now() - begun });
      break;
    }
    case "explain":
      tell({
        type: "explained",
        seq: message.seq,
        explanation: dataPath.explain(message.listenerId, message.passage),
      });
      break;
    case "countSessions":
      tell({ type: "sessionsCounted", seq: message.seq, counts: dataPath.countSessions(message.poolId) });
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
