import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { AddressCell } from "@/engine/observe/cells";
import { addressSet, Balancer, type BalancerOptions } from "@/engine/testing/balancer";
import { deadline, eventually } from "@/engine/testing/deadline";

const closers: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A UDP server that answers each datagram with its name and what came. */
async function server(name: string, address = "127.0.0.1"): Promise<{ port: number; socket: Socket; seen: string[] }> {
  const socket = createSocket("udp4");
  const seen: string[] = [];
  socket.on("message", (bytes, from) => {
    seen.push(bytes.toString("latin1"));
    socket.send(Buffer.concat([Buffer.from(`${name}:`), bytes]), from.port, from.address);
  });
  socket.bind(0, address);
  await once(socket, "listening");
  let open = true;
  socket.on("close", () => {
    open = false;
  });
  closers.push(() => {
    if (open) socket.close();
  });
  return { port: socket.address().port, socket, seen };
}

function balancer(options: BalancerOptions): Balancer {
  const made = new Balancer({ ...options, listener: { protocol: "UDP", ...options.listener } });
  closers.push(() => made.stop());
  return made;
}

async function client(address = "127.0.0.1"): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind(0, address);
  await once(socket, "listening");
  closers.push(() => {
    socket.close();
  });
  return socket;
}

async function ask(socket: Socket, port: number, text: string | Buffer): Promise<string> {
  const answer = once(socket, "message") as Promise<[Buffer, { port: number; address: string }]>;
  socket.send(text, port, "127.0.0.1");
  const [bytes, from] = await deadline(answer, `an answer to ${text.slice(0, 20)}`);
  expect(from).toMatchObject({ address: "127.0.0.1", port });
  return bytes.toString("latin1");
}

test("datagrams reach a member and its replies come back from the listener's address", async () => {
  const member = await server("m");
  const { port } = balancer({ members: [{ port: member.port }] });
  const one = await client();
  expect(await ask(one, port, "a")).toBe("m:a");
  expect(await ask(one, port, "b")).toBe("m:b");
});

test("a client stays with its member and clients are shared out in turns", async () => {
  const members = [await server("0"), await server("1")];
  const made = balancer({ members: members.map(({ port }) => ({ port })) });
  const first = await client();
  const second = await client();
  const mine = (await ask(first, made.port, "x"))[0];
  expect((await ask(second, made.port, "x"))[0]).not.toBe(mine);
  for (let i = 0; i < 5; i++) expect((await ask(first, made.port, "x"))[0]).toBe(mine);
  expect(made.count("connections")).toBe(2);
  expect(made.count("newConnections")).toBe(2);
  expect([made.inFlight(0), made.inFlight(1)]).toEqual([1, 1]);
  expect(made.count("datagramsIn")).toBe(7);
  expect(made.count("bytesIn")).toBe(7);
  await eventually(() => made.count("datagramsOut") === 7, "7 replies counted");
  expect(made.count("bytesOut")).toBe(7 * 3);
});

test("empty and the largest datagrams pass both ways", async () => {
  const member = await server("");
  const { port } = balancer({ members: [{ port: member.port }] });
  const one = await client();
  expect(await ask(one, port, "")).toBe(":");
  const silent = createSocket("udp4");
  silent.on("message", (_bytes, from) => silent.send("", from.port, from.address));
  silent.bind(0, "127.0.0.1");
  await once(silent, "listening");
  closers.push(() => {
    silent.close();
  });
  const other = balancer({ members: [{ port: silent.address().port }] });
  const two = await client();
  expect(await ask(two, other.port, "1")).toBe("");
  expect(await ask(two, other.port, "2")).toBe("");
  const large = "x".repeat(65_506);
  expect(await ask(one, port, large)).toBe(`:${large}`);
});

test("a member whose port is unreachable loses its flows to another one, and is tried again when alone", async () => {
  const dead = await server("dead");
  const alive = await server("alive");
  const made = balancer({ members: [{ port: dead.port }, { port: alive.port }] });
  const one = await client();
  const firstAnswer = await ask(one, made.port, "1");
  const [gone, stays, name] = firstAnswer === "dead:1" ? [dead, alive, "alive"] : [alive, dead, "dead"];
  gone.socket.close();
  // The first datagram after that is lost with the member; its answer is "port unreachable".
  one.send("lost", made.port, "127.0.0.1");
  await eventually(() => made.inFlight(0) + made.inFlight(1) === 0, "the flow left its member");
  expect(await ask(one, made.port, "2")).toBe(`${name}:2`);
  expect(stays.seen).toEqual(["2"]);
  expect(made.count("connections")).toBe(1);
});

test("a member that fails its checks keeps no flow while another is well; weight 0 keeps its flows", async () => {
  const members = [await server("0"), await server("1")];
  const made = balancer({ members: members.map(({ port }) => ({ port })) });
  const one = await client();
  const mine = Number((await ask(one, made.port, "x"))[0]);
  made.apply({ members: members.map(({ port }, index) => ({ port, weight: index === mine ? 0 : 1 })) });
  expect((await ask(one, made.port, "x"))[0]).toBe(String(mine));
  made.setHealth(mine, "offline");
  expect((await ask(one, made.port, "x"))[0]).toBe(String(1 - mine));
  made.setHealth(1 - mine, "offline");
  expect((await ask(one, made.port, "x"))[0]).toBe(String(1 - mine));
});

test("whitelist, limit of the listener and of a source: what is not let in is dropped and counted", async () => {
  const member = await server("m");
  const made = balancer({
    members: [{ port: member.port }],
    listener: { whitelist: addressSet(0x7f000001, 0x7f000002), connectionLimit: 3, connectionsPerSource: 2 },
  });
  const stranger = await client("127.0.0.3");
  stranger.send("no", made.port, "127.0.0.1");
  await eventually(() => made.count("refusedConnections") === 1, "a stranger refused");
  expect(await ask(await client(), made.port, "1")).toBe("m:1");
  const known = await client();
  expect(await ask(known, made.port, "2")).toBe("m:2");
  (await client()).send("third of one source", made.port, "127.0.0.1");
  await eventually(() => made.count("refusedConnections") === 2, "a third flow of a source refused");
  expect(await ask(await client("127.0.0.2"), made.port, "3")).toBe("m:3");
  (await client("127.0.0.2")).send("fourth", made.port, "127.0.0.1");
  await eventually(() => made.count("refusedConnections") === 3, "a fourth flow refused");
  // AC-06: the list is asked for new flows alone.
  made.apply({ listener: { protocol: "UDP", whitelist: addressSet() } });
  expect(await ask(known, made.port, "4")).toBe("m:4");
  expect(member.seen).toEqual(["1", "2", "3", "4"]);
  expect(made.count("droppedDatagrams")).toBe(3);
});

test("nobody healthy: the datagram is refused and no flow is left", async () => {
  const member = await server("m");
  const made = balancer({ members: [{ port: member.port }] });
  made.setHealth(0, "offline");
  (await client()).send("x", made.port, "127.0.0.1");
  await eventually(() => made.count("refusedConnections") === 1, "refused");
  expect(made.count("connections")).toBe(0);
  made.setHealth(0, "online");
  expect(await ask(await client(), made.port, "y")).toBe("m:y");
});

test("flows end after silence and with their listener", async () => {
  const member = await server("m");
  const made = balancer({ members: [{ port: member.port }], listener: { clientDataMs: 300 } });
  expect(await ask(await client(), made.port, "x")).toBe("m:x");
  await eventually(() => made.count("connections") === 0 && made.inFlight(0) === 0, "the flow expired");
  const one = await client();
  expect(await ask(one, made.port, "y")).toBe("m:y");
  made.removeListener();
  expect(made.count("connections")).toBe(0);
  expect(made.inFlight(0)).toBe(0);
});

test("source-IP persistence: every flow of a source meets one member, and moves when that fails", async () => {
  const members = [await server("0"), await server("1"), await server("2")];
  const made = balancer({
    members: members.map(({ port }) => ({ port })),
    pool: { persistence: { type: "SOURCE_IP", cookieName: null, timeoutMs: 60_000 } },
  });
  const mine = (await ask(await client("127.0.0.9"), made.port, "x"))[0];
  for (let i = 0; i < 6; i++) expect((await ask(await client("127.0.0.9"), made.port, "x"))[0]).toBe(mine);
  made.setHealth(Number(mine), "offline");
  const next = (await ask(await client("127.0.0.9"), made.port, "x"))[0];
  expect(next).not.toBe(mine);
  made.setHealth(Number(mine), "online");
  expect((await ask(await client("127.0.0.9"), made.port, "x"))[0]).toBe(next);
});

test("10,000 flows of as many clients, and no descriptor is left when they are over", { timeout: 60_000 }, async () => {
  const member = await server("m");
  const made = balancer({ members: [{ port: member.port }] });
  const before = readdirSync("/proc/self/fd").length;
  for (let round = 0; round < 40; round++) {
    const sockets = await Promise.all(Array.from({ length: 250 }, () => openClient(made.port)));
    for (const socket of sockets) socket.close();
  }
  expect(made.count("newConnections")).toBe(10_000);
  expect(made.count("connections")).toBe(10_000);
  expect(made.inFlight(0)).toBe(10_000);
  expect(readdirSync("/proc/self/fd").length).toBeGreaterThanOrEqual(before + 10_000);
  made.removeListener();
  expect(made.count("connections")).toBe(0);
  await eventually(() => readdirSync("/proc/self/fd").length < before + 50, "sockets closed");
});

let place = 0;

/** A client of an address and port that no other one has; it asks until it is answered. */
async function openClient(port: number): Promise<Socket> {
  place += 1;
  const socket = createSocket("udp4");
  socket.bind(20_000 + (place % 250), `127.7.${Math.floor(place / 250)}.1`);
  await once(socket, "listening");
  const answer = once(socket, "message");
  const again = setInterval(() => socket.send("x", port, "127.0.0.1"), 1000);
  socket.send("x", port, "127.0.0.1");
  await deadline(answer, "an answer", 20_000).finally(() => clearInterval(again));
  return socket;
}

test("what is above the bandwidth of an address is dropped and counted, each direction by itself", async () => {
  const member = await server("x".repeat(1000));
  const bandwidth = { slot: 2, mbps: 1 };
  const addresses = [{ kind: "public" as const, address: "127.0.0.1", allowedSources: null, bandwidth }];
  const made = balancer({ members: [{ port: member.port }], listener: { addresses } });
  const one = await client();
  const cells = made.shared.addressOf(0, 2);
  // 32 kB are in the bucket; replies of a kilobyte use up theirs while requests of ten bytes all pass.
  let sent = 0;
  const sending = setInterval(() => {
    for (let i = 0; i < 20; i++, sent++) one.send("0123456789", made.port, "127.0.0.1");
  }, 5);
  await eventually(() => (cells[AddressCell.droppedOut] as number) > 100, "replies are dropped").finally(() =>
    clearInterval(sending),
  );
  expect(cells[AddressCell.droppedIn]).toBe(0);
  expect(cells[AddressCell.bytesIn]).toBeGreaterThan(1000);
  expect(cells[AddressCell.bytesOut]).toBeGreaterThan(31_000);
  expect(made.count("droppedDatagrams")).toBe(cells[AddressCell.droppedOut]);
});
