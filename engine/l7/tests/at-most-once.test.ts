import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { deadline } from "@/engine/testing/deadline";
import { startBalancer } from "@/engine/testing/session";

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A generator of numbers that is the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
/** Where a member breaks off: before a byte of the request was read, and at every stage of its answer. */
const stages: ((socket: Socket) => void)[] = [
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(),
  (socket) => socket.write("HTTP/1.1 20", () => socket.resetAndDestroy()),
  (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-"),
  (socket) => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n", () => socket.resetAndDestroy()),
  (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", () => socket.resetAndDestroy()),
  (socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
  (socket) => socket.write("nonsense\r\n\r\n"),
  // The answer is whole; the connection ends while it waits for the next request.
  (socket) => socket.write(fine, () => socket.resetAndDestroy()),
  (socket) => socket.end(fine),
];

/** How often each request reached a member, by its number. */
const arrivals = new Map<string, number>();

async function startMember(random: () => number): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (random() < 0.03) {
      socket.resetAndDestroy();
      return;
    }
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      for (let found = request.exec(text); found !== null; found = request.exec(text)) {
        text = text.slice(found[0].length);
        const name = `${found[1]} ${found[2]}`;
        arrivals.set(name, (arrivals.get(name) ?? 0) + 1);
        if (random() < 0.6) socket.write(fine);
        else (stages[Math.floor(random() * stages.length)] as (socket: Socket) => void)(socket);
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A head, with the body of a POST. What a member got of a POST whose body it never saw counts too. */
const request = /^(GET|POST) \/(\d+) [^]*?\r\n\r\n(?:ab)?/;

/** Sends one request on a connection of its own, or on `kept`, and gives the connection if it can carry another. */
async function send(port: number, name: string, split: boolean, kept: Socket | null): Promise<Socket | null> {
  const socket = kept ?? connect({ port, host: "127.0.0.1", noDelay: true });
  if (kept === null) {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  }
  const over = new Promise<boolean>((resolve) => {
    let text = "";
    const closed = (): void => resolve(false);
    const data = (bytes: Buffer): void => {
      text += bytes.toString("latin1");
      const end = /\r\n\r\n/.exec(text.replace(/^HTTP\/1.1 103[^]*?\r\n\r\n/, (interim) => "#".repeat(interim.length)));
      const length = /content-length: (\d+)/i.exec(text);
      if (end === null || length === null || text.length < end.index + 4 + Number(length[1])) return;
      socket.off("close", closed);
      socket.off("data", data);
      resolve(!/connection: close/i.test(text));
    };
    socket.on("data", data);
    socket.once("close", closed);
  });
  const [method] = name.split(" ");
  const head = `${method} /${name.split(" ")[1]} HTTP/1.1\r\nHost: h\r\n`;
  if (method === "GET") socket.write(`${head}\r\n`);
  else if (split) {
    socket.write(`${head}Content-Length: 2\r\n\r\na`);
    setImmediate(() => socket.write("b"));
  } else socket.write(`${head}Content-Length: 2\r\n\r\nab`);
  const stays = await deadline(over, `the end of ${name}`, 10_000);
  if (stays) return socket;
  socket.destroy();
  return null;
}

it("a POST reaches members at most once and a GET twice, wherever members break off", async () => {
  const random = numbers(7);
  arrivals.clear();
  const ports = [await startMember(random), await startMember(random), await startMember(random)];
  const balancer = startBalancer({ members: ports.map((port, index) => ({ port, id: `m${index}` })) });
  let next = 0;
  const posts = 10_000;
  const client = async (): Promise<void> => {
    let kept: Socket | null = null;
    while (next < posts) {
      next += 1;
      const number = next;
      kept = await send(balancer.port, `POST ${number}`, random() < 0.2, kept);
      if (number % 5 === 0) kept = await send(balancer.port, `GET ${number}`, false, kept);
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  const times = (method: string): number[] =>
    [...arrivals].filter(([name]) => name.startsWith(method)).map(([, count]) => count);
  expect(times("POST").length).toBeGreaterThan(posts * 0.5);
  expect(Math.max(...times("POST"))).toBe(1);
  expect(Math.max(...times("GET"))).toBe(2);
  expect(balancer.count("status502")).toBeGreaterThan(100);
  expect(balancer.count("status2xx")).toBeGreaterThan(posts * 0.5);
  expect([0, 1, 2].map((index) => balancer.inFlight(index))).toEqual([0, 0, 0]);
}, 60_000);
