import { createSocket } from "node:dgram";
import { once } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { monitor } from "@/engine/plan/testing/sample-snapshot";
import { canPing } from "@/engine/sys/ping-socket";
import { answersEcho, checksum, echoPacket } from "./icmp-echo";
import { ping } from "./ping";
import { probe } from "./probe";
import { probeUdpAfter } from "./probe-udp";

const address = "127.91.3.9";
const settings = monitor({ type: "UDP", timeoutMs: 400 });

test("HC-15: a port that nobody listens on is a failure; one that stays silent, or answers, is not", async () => {
  const socket = createSocket("udp4");
  const came: number[] = [];
  socket.on("message", (bytes) => came.push(bytes.length));
  socket.bind(0, address);
  await once(socket, "listening");
  const { port } = socket.address();
  expect(await probe({ address, port, monitor: settings })).toEqual({ ok: true });
  expect(came).toEqual([0]);
  socket.on("message", (_bytes, from) => socket.send("here", from.port, from.address));
  expect(await probe({ address, port, monitor: { ...settings, timeoutMs: 5_000 } })).toEqual({ ok: true });
  socket.close();
  expect(await probe({ address, port, monitor: settings })).toMatchObject({ ok: false, reason: "PORT_UNREACHABLE" });
});

test("a server that answers no ping fails; where pinging is not permitted the port alone decides (K-18)", async () => {
  const target = { address, port: 9, monitor: settings };
  expect(await probeUdpAfter(() => Promise.resolve("silent"), target)).toMatchObject({ ok: false, reason: "NO_ECHO" });
  expect(await probeUdpAfter(() => Promise.resolve({ code: "EHOSTUNREACH" }), target)).toMatchObject({
    reason: "UNREACHABLE",
  });
  expect(await probeUdpAfter(() => Promise.resolve("skipped"), target)).toMatchObject({ reason: "PORT_UNREACHABLE" });
});

test.runIf(canPing())("an echo of this host's own addresses is answered, several at once", async () => {
  const results = await Promise.all(Array.from({ length: 20 }, () => ping(address, null, 5_000)));
  expect(new Set(results)).toEqual(new Set(["answered"]));
});

test("echo packets carry a good checksum, and only their own answer counts", () => {
  fc.assert(
    fc.property(fc.nat(0xffff), fc.nat(0xffff), (id, sequence) => {
      const request = echoPacket(id, sequence);
      expect(checksum(request)).toBe(0);
      expect(answersEcho(request, request.length, false, id, sequence)).toBe(false);
      const reply = Buffer.from(request);
      reply[0] = 0;
      expect(answersEcho(reply, reply.length, false, id ^ 1, sequence)).toBe(true);
      expect(answersEcho(reply, reply.length, false, id, sequence ^ 1)).toBe(false);
      const packet = Buffer.concat([Buffer.from([0x45]), Buffer.alloc(19), reply]);
      expect(answersEcho(packet, packet.length, true, id, sequence)).toBe(true);
      expect(answersEcho(packet, packet.length, true, id ^ 1, sequence)).toBe(false);
    }),
  );
});

test("any bytes on a raw socket are no answer, and no exception", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
      answersEcho(Buffer.from(bytes), bytes.length, true, 1, 1);
    }),
  );
});
