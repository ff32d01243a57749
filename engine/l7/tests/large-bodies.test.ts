import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { deadline, eventually } from "@/engine/testing/deadline";
import { startBalancer } from "@/engine/testing/session";

const megabyte = 1_048_576;
const size = 200 * megabyte;
const part = Buffer.alloc(megabyte, 0x61);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A member that hands each connection to `serve`. */
async function member(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    closing.push(() => socket.destroy());
    serve(socket);
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Writes `total` bytes as fast as they are taken. */
function pour(socket: Socket, total: number): { written: number } {
  const state = { written: 0 };
  const more = (): void => {
    while (state.written < total && !socket.destroyed) {
      state.written += part.length;
      if (!socket.write(part)) {
        socket.once("drain", more);
        return;
      }
    }
  };
  more();
  return state;
}

function client(port: number): Socket {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => undefined);
  closing.push(() => socket.destroy());
  return socket;
}

function external(): number {
  const { rss } = process.memoryUsage();
  return rss;
}

describe("a large body", () => {
  it.each(["length", "chunked"])("of 200 MB comes down whole, in flat memory (%s)", async (framing) => {
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), part, Buffer.from("\r\n")]);
    const port = await member((socket) =>
      socket.once("data", () => {
        if (framing === "length") {
          socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
          pour(socket, size);
          return;
        }
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let left = 200;
        const more = (): void => {
          while (left > 0) {
            left -= 1;
            if (!socket.write(chunk)) {
              socket.once("drain", more);
              return;
            }
          }
          socket.write("0\r\n\r\n");
        };
        more();
      }),
    );
    const balancer = startBalancer({ members: [{ port }] });
    const socket = client(balancer.port);
    socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    let received = 0;
    let headLength = -1;
    let tail = "";
    const before = external();
    let peak = 0;
    const whole = framing === "length" ? size : size + 200 * 10 + 5;
    const done = new Promise<void>((resolve) =>
      socket.on("data", (bytes) => {
        if (headLength < 0) headLength = bytes.indexOf("\r\n\r\n") + 4;
        received += bytes.length;
        peak = Math.max(peak, external());
        tail = (tail + bytes.toString("latin1", Math.max(0, bytes.length - 5))).slice(-5);
        if (received - headLength >= whole) resolve();
      }),
    );
    await deadline(done, "everything", 15_000);
    if (framing === "chunked") expect(tail).toBe("0\r\n\r\n");
    expect(peak - before).toBeLessThan(120 * megabyte);
    await eventually(() => balancer.inFlight(0) === 0, "the member is free");
  });

  it("of 200 MB goes up whole", async () => {
    let received = 0;
    const port = await member((socket) =>
      socket.on("data", (bytes) => {
        received += bytes.length;
        if (received > size) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      }),
    );
    const balancer = startBalancer({ members: [{ port }] });
    const socket = client(balancer.port);
    socket.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${size}\r\n\r\n`);
    pour(socket, size);
    const answer = new Promise<string>((resolve) => socket.once("data", (bytes) => resolve(bytes.toString())));
    expect((await deadline(answer, "the answer", 15_000)).slice(0, 15)).toBe("HTTP/1.1 200 OK");
  });

  it("waits for a client that does not read, and the member is not drained", async () => {
    let poured = { written: 0 };
    const port = await member((socket) =>
      socket.once("data", () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 * size}\r\n\r\n`);
        poured = pour(socket, 2 * size);
      }),
    );
    const balancer = startBalancer({ members: [{ port }] });
    const socket = client(balancer.port);
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    await eventually(() => poured.written > 0, "the member answers");
    let last = -1;
    await eventually(
      () => {
        const still = poured.written === last;
        last = poured.written;
        return still;
      },
      "the member is held",
      3000,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(poured.written).toBeLessThan(40 * megabyte);
    socket.destroy();
    await eventually(() => balancer.inFlight(0) === 0, "the member is free");
  });

  it("waits for a member that does not read, and the client is not drained", async () => {
    const port = await member((socket) => socket.pause());
    const balancer = startBalancer({ members: [{ port }] });
    const socket = client(balancer.port);
    socket.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${size}\r\n\r\n`);
    pour(socket, size);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(balancer.count("bytesIn")).toBeLessThan(32 * megabyte);
  });
});
