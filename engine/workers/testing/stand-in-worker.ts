import { createServer, type Server, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { Cell, listenerCells } from "@/engine/observe/cells";
import type { BoundSocket, FromWorker, ToWorker, WorkerData } from "@/engine/workers/messages";
import { SharedMemory } from "@/engine/workers/shared-memory";

/**
 * A worker without a data path, for tests of the main thread: it listens where it is told and answers every request
 * with its index. `GET /die` throws, `GET /stall` blocks the thread for ever, `GET /hold` never answers.
 */
const { index, buffer, capacity } = workerData as WorkerData;
const memory = SharedMemory.attach(buffer, capacity);
const port = parentPort as NonNullable<typeof parentPort>;
const servers = new Map<string, Server>();
const sockets = new Set<Socket>();
const rows: Record<string, number> = {};

setInterval(() => Atomics.add(memory.heartbeats, index, 1), 100);

function tell(message: FromWorker): void {
  port.postMessage(message, []);
}

function listen({ key, listenerId, fd, address, port: number }: BoundSocket): void {
  const server = createServer((socket) => serve(socket, rows[listenerId] ?? 0));
  server.on("error", (error: NodeJS.ErrnoException) => {
    tell({ type: "socketFailed", key, code: error.code ?? "ERROR", message: error.message });
  });
  if (fd === undefined) server.listen(number, address);
  else server.listen({ fd });
  servers.set(key, server);
}

function count(row: number, cell: number, change: number): void {
  const traffic = memory.trafficOf(index);
  traffic[row * listenerCells + cell] = (traffic[row * listenerCells + cell] as number) + change;
}

function serve(socket: Socket, row: number): void {
  sockets.add(socket);
  count(row, Cell.newConnections, 1);
  count(row, Cell.connections, 1);
  Atomics.add(memory.listenerConnections, row, 1);
  socket.on("error", () => {});
  socket.on("close", () => {
    sockets.delete(socket);
    count(row, Cell.connections, -1);
    Atomics.sub(memory.listenerConnections, row, 1);
  });
  socket.on("data", (data) => {
    const request = String(data);
    if (request.startsWith("GET /die")) throw new Error("told to die");
    if (request.startsWith("GET /hold")) return;
    while (request.startsWith("GET /stall"));
    count(row, Cell.requests, 1);
    count(row, Cell.status2xx, 1);
    const body = String(index);
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
}

port.on("message", (message: ToWorker) => {
  if (message.type === "stop") {
    for (const server of servers.values()) server.close();
    setTimeout(() => process.exit(0), Math.min(message.deadlineMs, sockets.size > 0 ? 200 : 0));
    return;
  }
  if (message.type === "explain") {
    tell({ type: "explained", seq: message.seq, explanation: null });
    return;
  }
  if (message.type === "countSessions") {
    tell({ type: "sessionsCounted", seq: message.seq, counts: new Map([[`${message.poolId} key`, 1]]) });
    return;
  }
  for (const step of message.steps) {
    if (step.type === "listener") Object.assign(rows, step.listener.slots.listeners);
    else if (step.type === "bind") listen(step.socket);
    else if (step.type === "unbind") {
      servers.get(step.key)?.close();
      servers.delete(step.key);
    }
  }
  tell({ type: "applied", seq: message.seq, tookMs: 0 });
});

tell({ type: "ready" });
