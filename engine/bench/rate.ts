import { connect, type Socket } from "node:net";

/**
 * Sends GET requests at a fixed rate over keep-alive connections, whatever the answers do, and prints JSON of their
 * times in ms. `rate.ts port path connections perSecond seconds`. A request's time runs from when it was due: waiting
 * for a free connection counts, this generator's own lateness does not.
 */
const [portText, path = "/", ...numbers] = process.argv.slice(2);
const port = Number(portText);
const [connections = 50, perSecond = 1000, seconds = 3] = numbers.map(Number);

const request = `GET ${path} HTTP/1.1\r\nHost: bench\r\n\r\n`;
const times: number[] = [];
const waiting: number[] = [];
const free: Client[] = [];
let failures = 0;

class Client {
  private dueAt = 0;
  private left = -1;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => this.read(bytes));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (!isOver) failures += 1;
    });
  }

  send(dueAt: number): void {
    this.dueAt = dueAt;
    this.left = -1;
    this.socket.write(request);
  }

  /** Heads come whole: the answers are small and written at once. */
  private read(bytes: Buffer): void {
    if (this.left < 0) {
      const end = bytes.indexOf("\r\n\r\n") + 4;
      const head = bytes.toString("latin1", 0, end);
      if (!head.startsWith("HTTP/1.1 200")) failures += 1;
      this.left = end + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    }
    this.left -= bytes.length;
    if (this.left > 0) return;
    times.push(performance.now() - this.dueAt);
    const next = waiting.shift();
    if (next === undefined) free.push(this);
    else this.send(next);
  }
}

let isOver = false;
const sockets: Socket[] = [];
for (let i = 0; i < connections; i++) {
  const socket = connect(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  sockets.push(socket);
  free.push(new Client(socket));
}
const start = performance.now();
const total = Math.round(perSecond * seconds);
let sent = 0;

function tick(): void {
  const now = performance.now();
  const due = Math.min(total, Math.floor(((now - start) / 1000) * perSecond) + 1);
  for (; sent < due; sent++) {
    const client = free.shift();
    if (client === undefined) waiting.push(now);
    else client.send(now);
  }
  if (sent < total) setTimeout(tick, 0.5);
  else if (times.length < total && now < start + (seconds + 5) * 1000) setTimeout(tick, 10);
  else finish();
}

function finish(): void {
  isOver = true;
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.POSITIVE_INFINITY;
  console.log(JSON.stringify({ p50Ms: at(0.5), p99Ms: at(0.99), failures: failures + total - times.length }));
}

tick();
