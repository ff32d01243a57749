import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AddressCell } from "@/engine/observe/cells";
import { deadline, eventually } from "@/engine/testing/deadline";
import { RateShare } from "@/engine/testing/rate-share";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const slot = 3;
const block = Buffer.alloc(262_144, 0x61);

function limited(mbps: number) {
  return {
    addresses: [{ kind: "public" as const, address: "127.0.0.1", allowedSources: null, bandwidth: { slot, mbps } }],
  };
}

/** Counts what it gets, and pours on each connection when `pours`. */
async function member(pours: boolean) {
  const state = { port: 0, received: 0 };
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      state.received += bytes.length;
    });
    if (pours) {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        pour(socket);
      });
    }
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.port = (server.address() as AddressInfo).port;
  return state;
}

function pour(socket: Socket): void {
  while (!socket.destroyed) {
    if (!socket.write(block)) {
      socket.once("drain", () => pour(socket));
      return;
    }
  }
}

function open(port: number): Socket {
  const socket = connect({ port, host: "127.0.0.1" });
  closing.push(() => socket.destroy());
  socket.on("error", () => undefined);
  return socket;
}

/** Downloads (or uploads) on so many connections; gives what has come through, in all and by connection. */
async function traffic(direction: "down" | "up", connections: number, mbps: number, protocol: "HTTP" | "TCP" = "HTTP") {
  const back = await member(direction === "down");
  const balancer = startBalancer({
    members: [{ port: back.port }],
    listener: { ...limited(mbps), protocol },
    pool: { protocol },
  });
  const each = Array.from({ length: connections }, () => 0);
  const total = () => (direction === "down" ? each.reduce((sum, bytes) => sum + bytes, 0) : back.received);
  const share = new RateShare(mbps, total);
  const sockets = each.map((_, index) => {
    const socket = open(balancer.port);
    socket.on("data", (bytes) => {
      each[index] = (each[index] as number) + bytes.length;
    });
    const head = direction === "down" ? "GET / HTTP/1.1\r\n" : "POST / HTTP/1.1\r\nContent-Length: 10000000000\r\n";
    socket.write(`${head}Host: h\r\n\r\n`);
    if (direction === "up") pour(socket);
    return socket;
  });
  return { balancer, total, sockets, share };
}

describe.each([
  { protocol: "HTTP", direction: "down", connections: 1, mbps: 80 },
  { protocol: "HTTP", direction: "down", connections: 50, mbps: 80 },
  { protocol: "HTTP", direction: "up", connections: 1, mbps: 80 },
  { protocol: "HTTP", direction: "up", connections: 50, mbps: 80 },
  { protocol: "HTTP", direction: "down", connections: 50, mbps: 4 },
  { protocol: "TCP", direction: "down", connections: 1, mbps: 80 },
  { protocol: "TCP", direction: "down", connections: 50, mbps: 80 },
  { protocol: "TCP", direction: "up", connections: 50, mbps: 80 },
] as const)("$protocol, $mbps Mbit/s $direction over $connections", ({ protocol, direction, connections, mbps }) => {
  it("is what comes through, within a tenth", async () => {
    const { balancer, share } = await traffic(direction, connections, mbps, protocol);
    // The burst, and what sockets hold, is over when it begins to wait.
    const cells = balancer.shared.addressOf(0, slot);
    const waiting = direction === "down" ? AddressCell.waitedOutMs : AddressCell.waitedInMs;
    await eventually(() => (cells[waiting] as number) > 300, "it waits for bandwidth");
    expect(await share.best()).toBeGreaterThan(0.9);
    expect(cells[AddressCell.connections]).toBe(connections);
  }, 25_000);
});

it("twenty connections that ask again and again have about the same each", async () => {
  const backend = await startBackend(answerEach(ok("x".repeat(40_000))));
  const balancer = startBalancer({ members: [{ port: backend.port }], listener: limited(80) });
  const each = Array.from({ length: 20 }, () => 0);
  for (const index of each.keys()) {
    const socket = open(balancer.port);
    const ask = () => socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    let answered = 0;
    socket.on("data", (bytes) => {
      const received = (each[index] ?? 0) + bytes.length;
      each[index] = received;
      for (; answered < Math.floor(received / 40_000); answered++) ask();
    });
    ask();
  }
  const cells = balancer.shared.addressOf(0, slot);
  await eventually(() => (cells[AddressCell.waitedOutMs] as number) > 100, "it waits");
  await eventually(() => Math.min(...each) > 400_000, "ten answers for everybody", 8000);
  expect(Math.max(...each)).toBeLessThan(1_200_000);
}, 10_000);

it("a new bandwidth holds at once for what is open", async () => {
  const { balancer, total } = await traffic("down", 4, 8);
  const cells = balancer.shared.addressOf(0, slot);
  await eventually(() => (cells[AddressCell.waitedOutMs] as number) > 200, "it waits");
  const share = new RateShare(80, total);
  balancer.apply({ listener: limited(80) });
  expect(await share.best()).toBeGreaterThan(0.9);
}, 15_000);

it("connections that go while they wait give their place back, and the others go on", async () => {
  const { balancer, sockets, total } = await traffic("down", 10, 8);
  const cells = balancer.shared.addressOf(0, slot);
  await eventually(() => (cells[AddressCell.waitingOut] as number) > 5, "they wait");
  for (const socket of sockets.slice(1)) socket.resetAndDestroy();
  await eventually(() => cells[AddressCell.connections] === 1, "nine are gone");
  const before = total();
  await eventually(() => total() > before + 500_000, "the tenth goes on");
  (sockets[0] as Socket).resetAndDestroy();
  await eventually(() => cells[AddressCell.connections] === 0, "all are gone");
  expect([cells[AddressCell.waitingIn], cells[AddressCell.waitingOut]]).toEqual([0, 0]);
});

it("an answer that was held arrives whole, in order, and the connection serves the next request", async () => {
  const body = Buffer.from(Array.from({ length: 600_000 }, (_, index) => index % 251));
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const balancer = startBalancer({ members: [{ port }], listener: limited(16) });
  const socket = open(balancer.port);
  for (let turn = 0; turn < 2; turn++) {
    const parts: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve) => {
      const take = (bytes: Buffer): void => {
        parts.push(bytes);
        const all = Buffer.concat(parts);
        const end = all.indexOf("\r\n\r\n");
        if (end < 0 || all.length < end + 4 + body.length) return;
        socket.off("data", take);
        resolve(all.subarray(end + 4));
      };
      socket.on("data", take);
    });
    socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await deadline(whole, "the body")).equals(body)).toBe(true);
  }
});
