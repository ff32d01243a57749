import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectTcp, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect, type TLSSocket } from "node:tls";
import { beforeAll, describe, expect, it } from "vitest";
import { ipv4Number } from "@/engine/limits/peer-address";
import { Findings } from "@/engine/plan/findings";
import { listener as listenerSpec } from "@/engine/plan/testing/sample-snapshot";
import { proxyHeader } from "@/engine/proxy-protocol/write-header";
import { addressSet } from "@/engine/testing/balancer";
import { deadline as within, eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { compileTls } from "../compile-tls";

const proxy = "127.0.0.9";
const trustedProxies = addressSet(ipv4Number(proxy));
const client = { address: "203.0.113.7", port: 4711 };
const target = { address: "127.0.0.1", port: 443 };
const request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

const ssl = new OpenSsl();
beforeAll(() => ssl.selfSigned("one", "/CN=one.example.com"));

async function start(change: object = {}, http2 = false) {
  const findings = new Findings();
  const tls = {
    defaultCertificateId: "one",
    sniCertificateIds: [],
    clientAuthentication: "NONE" as const,
    clientCaCertificateId: null,
    versions: ["TLSv1.2" as const, "TLSv1.3" as const],
    ciphers: "ECDHE-RSA-AES128-GCM-SHA256",
    http2,
    clientHeaders: false,
  };
  const certificate = { certificatePem: ssl.read("one.crt"), privateKeyPem: ssl.read("one.key"), names: [] };
  const certificates = new Map([["one", { id: "one", name: "one", ...certificate }]]);
  const plan = compileTls(listenerSpec({ protocol: "HTTPS", tls }), certificates, findings);
  if (plan === null) throw new Error(findings.errors[0]?.message);
  const backend = await startBackend(answerEach(ok("hi")));
  const listener = {
    protocol: "HTTPS" as const,
    tls: plan,
    trustedProxies,
    proxyProtocolFrom: trustedProxies,
    ...change,
  };
  const balancer = startBalancer({ members: [{ port: backend.port }], listener });
  const dial = async (): Promise<Socket> => {
    const socket = connectTcp({ port: balancer.port, host: "127.0.0.1", localAddress: proxy, noDelay: true });
    socket.on("error", () => undefined);
    await within(once(socket, "connect"), "connected");
    return socket;
  };
  return { backend, balancer, dial };
}

/** What is written first leaves together with `header`. */
function prefixed(socket: Socket, header: Buffer): Duplex {
  let first: Buffer | null = header;
  socket.on("data", (part: Buffer) => duplex.push(part)).on("end", () => duplex.push(null));
  const duplex: Duplex = new Duplex({
    read: () => undefined,
    write: (part: Buffer, _, done) => {
      socket.write(first === null ? part : Buffer.concat([first, part]), () => done());
      first = null;
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  return duplex;
}

async function ask(tls: TLSSocket): Promise<string> {
  await within(once(tls, "secureConnect"), "the handshake");
  tls.write(request);
  const [answer] = (await within(once(tls, "data"), "an answer")) as [Buffer];
  tls.destroy();
  return answer.toString("latin1");
}

/** In order or by a reset. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

const insecure = { rejectUnauthorized: false };

describe("the PROXY protocol of trusted peers of an HTTPS listener (K-17, K-20)", () => {
  it.each(["v1", "v2"] as const)(
    "%s in clear before the handshake: alone, together with it, in pieces",
    async (version) => {
      const { backend, balancer, dial } = await start();
      const header = proxyHeader(version, client, target);
      const alone = await dial();
      alone.write(header);
      expect(await ask(connect({ socket: alone, ...insecure }))).toContain("200 OK");
      expect(await ask(connect({ socket: prefixed(await dial(), header), ...insecure }))).toContain("200 OK");
      const pieces = await dial();
      for (const byte of header) {
        pieces.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await ask(connect({ socket: pieces, ...insecure }))).toContain("200 OK");
      expect(backend.bytes.match(/X-Real-IP: .*/g)).toEqual(Array(3).fill("X-Real-IP: 203.0.113.7"));
      await eventually(() => balancer.count("connections") === 0, "nothing is left");
    },
  );

  it("stands before HTTP/2 as well", async () => {
    const { backend, dial } = await start({}, true);
    const socket = prefixed(await dial(), proxyHeader("v2", client, target));
    const tls = connect({ socket, ALPNProtocols: ["h2"], ...insecure });
    const session = connectHttp2("https://one.example.com", { createConnection: () => tls });
    const stream = session.request({ ":path": "/two" });
    const [headers] = (await within(once(stream, "response"), "an answer")) as [{ ":status": number }];
    session.destroy();
    expect(headers[":status"]).toBe(200);
    expect(backend.bytes).toContain("X-Real-IP: 203.0.113.7");
  });

  it("decides who is shaken hands with (AC-06)", async () => {
    const { balancer, dial } = await start({ whitelist: addressSet(ipv4Number(client.address)) });
    const welcome = await dial();
    welcome.write(proxyHeader("v1", client, target));
    expect(await ask(connect({ socket: welcome, ...insecure }))).toContain("200 OK");
    const other = await dial();
    const end = closed(other);
    other.resume().write(proxyHeader("v1", { address: "203.0.113.8", port: 1 }, target));
    await within(end, "the end");
    expect(balancer.count("refusedConnections")).toBe(1);
    await eventually(() => balancer.count("connections") === 0, "nothing is left");
  });

  it("must be there, right and in time: a handshake without it is reset", async () => {
    const { balancer, dial } = await start({ headerTimeoutMs: 200 });
    for (const bytes of [Buffer.from([22, 3, 1, 2, 0, 1]), Buffer.from("PROXY TCP4 x\r\n"), Buffer.alloc(0)]) {
      const socket = await dial();
      const end = closed(socket);
      socket.resume().write(bytes);
      await within(end, "the end");
    }
    expect(balancer.count("malformedRequests")).toBe(2);
    expect(balancer.count("connections")).toBe(0);
  });

  it("has come or not: who has said nothing yet is closed when the listener goes", async () => {
    const { balancer, dial } = await start();
    const socket = await dial();
    socket.resume().write("PROXY ");
    await eventually(() => balancer.count("bytesIn") === 0 && balancer.count("connections") === 1, "accepted");
    const end = closed(socket);
    balancer.removeListener();
    await within(end, "the end");
  });
});
