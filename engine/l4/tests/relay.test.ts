import { createHash, randomBytes } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { deadline, eventually } from "@/engine/testing/deadline";
import type { BalancerOptions } from "@/engine/testing/balancer";
import { startBalancer } from "@/engine/testing/session";

const open: (Server | Socket)[] = [];

afterEach(() => {
  for (const one of open.splice(0))
    if ("destroy" in one) one.destroy();
    else one.close();
});

/** A member that does with each connection as the test says. */
async function member(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.push(socket);
    socket.on("error", () => undefined);
    serve(socket);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function tcp(port: number, options: Partial<BalancerOptions> = {}) {
  return startBalancer({
    members: [{ port }],
    ...options,
    listener: { protocol: "TCP", ...options.listener },
    pool: { protocol: "TCP", ...options.pool },
  });
}

function client(port: number): Socket {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  open.push(socket);
  return socket;
}

const piece = randomBytes(1_000_003);
const pieces = 100;
const total = piece.length * pieces;

function expectedHash(): string {
  const hash = createHash("sha256");
  for (let i = 0; i < pieces; i++) hash.update(piece);
  return hash.digest("hex");
}

/** Sends 100 MB as fast as the other side takes them, then ends its side. */
function sendAll(socket: Socket): void {
  let sent = 0;
  const more = (): void => {
    while (sent < pieces) {
      sent += 1;
      if (!socket.write(piece)) {
        socket.once("drain", more);
        return;
      }
    }
    socket.end();
  };
  more();
}

/** Hash and length of all that comes until the end. */
function receiveAll(socket: Socket): Promise<{ hash: string; length: number }> {
  const hash = createHash("sha256");
  let length = 0;
  return new Promise((resolve, reject) => {
    socket.on("data", (bytes) => {
      hash.update(bytes);
      length += bytes.length;
    });
    socket.on("end", () => resolve({ hash: hash.digest("hex"), length }));
    socket.on("error", reject);
  });
}

describe("a TCP listener", () => {
  it("relays 100 MB each way at once, byte for byte, and ends each direction by itself", async () => {
    let atMember: ReturnType<typeof receiveAll> | null = null;
    const port = await member((socket) => {
      atMember = receiveAll(socket);
      sendAll(socket);
    });
    const balancer = tcp(port);
    const socket = client(balancer.port);
    const atClient = receiveAll(socket);
    sendAll(socket);
    const hash = expectedHash();
    expect(await deadline(atClient, "the member's bytes", 30_000)).toEqual({ hash, length: total });
    expect(await deadline(atMember as unknown as ReturnType<typeof receiveAll>, "the client's", 30_000)).toEqual({
      hash,
      length: total,
    });
    await eventually(() => balancer.count("connections") === 0 && balancer.inFlight(0) === 0, "all is over");
    expect(balancer.count("newConnections")).toBe(1);
    expect(balancer.count("bytesIn")).toBe(total);
    expect(balancer.count("bytesOut")).toBe(total);
  }, 40_000);
});
