import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { State } from "./evenkeel";
import { bundleEvenkeel } from "./peers";
import { launch, type Measured } from "./processes";
import { benchSnapshot } from "./snapshot";

/**
 * One body of many gigabytes through one worker, down and up, with a length and in chunks: seconds, and the engine's
 * resident memory before and at most. Bytes are made, none is kept. `large-bodies.ts [gigabytes]`.
 */
const [gigabytes = 10] = process.argv.slice(2).map(Number);
const address = "127.0.0.1";
const port = 18_295;
const part = Buffer.alloc(1_048_576, 0x61);
const size = Math.round((gigabytes * 1e9) / part.length) * part.length;
const chunk = Buffer.concat([Buffer.from("100000\r\n"), part, Buffer.from("\r\n")]);
const get = "GET /length HTTP/1.1\r\nHost: h\r\n\r\n";

/** Writes the body as fast as it is taken. */
async function pour(socket: Socket, framing: string): Promise<void> {
  const block = framing === "length" ? part : chunk;
  for (let sent = 0; sent < size; sent += part.length) if (!socket.write(block)) await once(socket, "drain");
  if (framing !== "length") socket.write("0\r\n\r\n");
}

/** Counts what comes, without keeping it, until `wanted` bytes were there. */
function sink(socket: Socket, wanted: number): Promise<void> {
  let received = 0;
  return new Promise((resolve, reject) => {
    socket.on("data", (bytes) => {
      received += bytes.length;
      if (received >= wanted) resolve();
    });
    socket.on("close", () => reject(new Error(`closed after ${received} of ${wanted} bytes`)));
  });
}

const bodyBytes = (framing: string) =>
  framing === "length" ? size : size + (size / part.length) * (chunk.length - part.length) + 5;
const framingLine = (framing: string) =>
  framing === "length" ? `Content-Length: ${size}\r\n` : "Transfer-Encoding: chunked\r\n";

/** The member, a request a connection: pours on GET, counts on POST and answers when all has come. */
const server = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", (bytes) => {
    const head = bytes.toString("latin1");
    const framing = head.includes("/length") ? "length" : "chunks";
    if (head.startsWith("GET ")) {
      socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\n${framingLine(framing)}\r\n`);
      void pour(socket, framing);
      return;
    }
    const came = bytes.length - (bytes.indexOf("\r\n\r\n") + 4);
    void sink(socket, bodyBytes(framing) - came).then(() =>
      socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"),
    );
  });
});
server.listen(0, address);
await once(server, "listening");

async function down(framing: string): Promise<void> {
  const socket = connect(port, address);
  const done = sink(socket, bodyBytes(framing));
  socket.write(get.replace("length", framing));
  await done;
  socket.destroy();
}

async function up(framing: string): Promise<void> {
  const socket = connect(port, address);
  const answer = once(socket, "data") as Promise<[Buffer]>;
  socket.write(`POST /${framing} HTTP/1.1\r\nHost: h\r\n${framingLine(framing)}\r\n`);
  await pour(socket, framing);
  const [bytes] = await answer;
  if (!bytes.toString().startsWith("HTTP/1.1 200 ")) throw new Error(bytes.toString());
  socket.destroy();
}

async function measure(name: string, engine: Measured, action: () => Promise<void>): Promise<void> {
  const before = engine.residentBytes();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, engine.residentBytes());
  }, 250);
  const begun = performance.now();
  await action();
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(timer);
  const mb = (bytes: number): string => (bytes / 1_048_576).toFixed(0);
  console.log(`| ${name} | ${(size / 1e9).toFixed(1)} | ${seconds.toFixed(1)} | ${mb(before)} | ${mb(most)} |`);
}

const directory = mkdtempSync(join(tmpdir(), "evenkeel-large-"));
const member = { id: "m", address, port: (server.address() as AddressInfo).port, weight: 1 };
const state: State = { snapshot: benchSnapshot(address, [{ id: "l", port, members: [member] }]), offline: [] };
const first = join(directory, "state.json");
writeFileSync(first, JSON.stringify(state));
const engine = await launch("evenkeel", port, process.execPath, [await bundleEvenkeel(), "1", directory, "", first]);
console.log("| body | GB | seconds | resident MB before | at most |");
console.log("| --- | ---: | ---: | ---: | ---: |");
for (const framing of ["length", "chunks"]) {
  await measure(`down, ${framing}`, engine, () => down(framing));
  await measure(`up, ${framing}`, engine, () => up(framing));
}
await engine.stop();
server.close();
rmSync(directory, { recursive: true, force: true });
process.exit(0);
