import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { createConnection, type Socket } from "node:net";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { listener as listenerSpec } from "@/engine/plan/testing/sample-snapshot";
import { Findings } from "@/engine/plan/findings";
import type { Balancer, BalancerOptions } from "@/engine/testing/balancer";
import { deadline as within, eventually } from "@/engine/testing/deadline";
import { type Behaviour, ok, type RecordingBackend } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { SharedMemory } from "@/engine/workers/shared-memory";
import type { TlsSpec } from "@/lib/wire/snapshot";
import { type CertificateMaterial, compileTls } from "../compile-tls";
import type { TlsPlan } from "../tls-plan";

const ssl = new OpenSsl();
beforeAll(() => {
  for (const name of ["default", "exact", "wild"]) ssl.selfSigned(name, `/CN=${name}.example.com`);
  for (const name of ["ca", "stranger"]) {
    ssl.selfSigned(name, `/CN=${name}`);
    ssl.signed(`${name}-client`, `/O=ELB/CN=Ann of ${name}`, name);
  }
});

function material(id: string, names: string[] = []): CertificateMaterial {
  return { id, name: id, certificatePem: ssl.read(`${id}.crt`), privateKeyPem: ssl.read(`${id}.key`), names };
}

function tlsPlan(change: Partial<TlsSpec> = {}, certificates: CertificateMaterial[] = [material("default")]): TlsPlan {
  const findings = new Findings();
  const tls: TlsSpec = {
    defaultCertificateId: "default",
    sniCertificateIds: [],
    clientAuthentication: "NONE",
    clientCaCertificateId: null,
    versions: ["TLSv1.2", "TLSv1.3"],
    ciphers: "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384",
    http2: false,
    clientHeaders: false,
    ...change,
  };
  const byId = new Map(certificates.map((one) => [one.id, one]));
  const plan = compileTls(listenerSpec({ protocol: "HTTPS", tls }), byId, findings);
  if (plan === null) throw new Error(findings.errors[0]?.message);
  return plan;
}

const sockets: TLSSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

function dial(port: number, options: ConnectionOptions = {}): TLSSocket {
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
  socket.on("error", () => {});
  sockets.push(socket);
  return socket;
}

async function secured(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = dial(port, options);
  await within(once(socket, "secureConnect"), "the handshake");
  return socket;
}

/** Resolves when the connection is closed, in order or not. */
function closed(socket: Socket): Promise<void> {
  return within(new Promise((resolve) => socket.once("close", () => resolve())), "the end");
}

/** Everything that comes until the other side ends. */
async function readAll(socket: TLSSocket): Promise<string> {
  let text = "";
  socket.on("data", (part: Buffer) => {
    text += part.toString("latin1");
  });
  await closed(socket);
  return text;
}

const once200: Behaviour = (connection, socket) => {
  if (connection.bytes.endsWith("\r\n\r\n")) socket.write(ok("hi"));
};
const get = "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

async function start(
  plan: TlsPlan,
  behaviour: Behaviour = once200,
  options: Partial<BalancerOptions> = {},
): Promise<{ backend: RecordingBackend; balancer: Balancer }> {
  const backend = await startBackend(behaviour);
  const listener = { protocol: "HTTPS" as const, tls: plan, ...options.listener };
  return { backend, balancer: startBalancer({ members: [{ port: backend.port }], ...options, listener }) };
}

const commonName = (socket: TLSSocket) => socket.getPeerCertificate().subject.CN;

describe("an HTTPS listener", () => {
  it.each(["TLSv1.2", "TLSv1.3"] as const)("answers over %s and ends the session in order", async (version) => {
    const { backend, balancer } = await start(tlsPlan());
    const socket = await secured(balancer.port, { minVersion: version, maxVersion: version });
    expect(socket.getProtocol()).toBe(version);
    socket.write(get);
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nhi$/);
    expect(backend.bytes).toContain("GET /x HTTP/1.1\r\n");
    await eventually(() => balancer.count("connections") === 0, "nothing is left");
  });

  it("speaks HTTP/1.1 to who offers it by ALPN, and keeps the connection for many requests", async () => {
    const { balancer } = await start(tlsPlan());
    const socket = await secured(balancer.port, { ALPNProtocols: ["http/1.1"] });
    expect(socket.alpnProtocol).toBe("http/1.1");
    let text = "";
    socket.on("data", (part: Buffer) => {
      text += part.toString();
    });
    for (let n = 1; n <= 20; n++) {
      socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      await eventually(() => text.split("\r\n\r\nhi").length === n + 1, `answer ${n}`);
    }
    expect(balancer.count("newConnections")).toBe(1);
  });

  it("sends the session's cookie for TLS alone (ST-02)", async () => {
    const persistence = { type: "HTTP_COOKIE" as const, cookieName: null, timeoutMs: 60_000 };
    const { balancer } = await start(tlsPlan(), once200, { pool: { persistence } });
    const socket = await secured(balancer.port);
    socket.write(get);
    expect(await readAll(socket)).toMatch(/\r\nSet-Cookie: EVENKEEL=[^\r]*; HttpOnly; Secure\r\n/);
  });

  it("takes requests byte by byte, and many at once", async () => {
    const { balancer } = await start(tlsPlan());
    const socket = await secured(balancer.port);
    for (const byte of get.replace("Connection: close\r\n", "")) socket.write(byte);
    const pipelined = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(30) + get;
    socket.write(pipelined);
    expect((await readAll(socket)).split("\r\n\r\nhi").length - 1).toBe(32);
  });

  it("carries large bodies both ways unchanged to a client that reads slowly", async () => {
    const body = Buffer.alloc(6_000_000, "0123456789abcdef-");
    const { balancer } = await start(tlsPlan(), (connection, socket) => {
      const head = connection.bytes.indexOf("\r\n\r\n") + 4;
      if (head < 4 || connection.bytes.length - head < body.length) return;
      const sent = Buffer.from(connection.bytes.slice(head), "latin1");
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${sent.length}\r\n\r\n`);
      socket.write(sent);
    });
    const request = httpsRequest({ port: balancer.port, method: "POST", rejectUnauthorized: false, agent: false });
    request.end(body);
    const [answer] = (await within(once(request, "response"), "an answer", 20_000)) as [IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of answer) {
      parts.push(part as Buffer);
      if (parts.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(Buffer.concat(parts).equals(body)).toBe(true);
  }, 30_000);

  it("closes on what is no TLS, and on a client that never ends its handshake", async () => {
    const { balancer } = await start(tlsPlan(), once200, { listener: { headerTimeoutMs: 300 } });
    const plain = createConnection(balancer.port, "127.0.0.1").on("error", () => {});
    plain.write(get);
    await closed(plain.resume());
    const silent = createConnection(balancer.port, "127.0.0.1").on("error", () => {});
    await closed(silent.resume());
    await eventually(() => balancer.count("connections") === 0, "nothing is left");
  });

  it("refuses versions below its own", async () => {
    const { balancer } = await start(tlsPlan({ versions: ["TLSv1.3"] }));
    const socket = dial(balancer.port, { maxVersion: "TLSv1.2" });
    await closed(socket.resume());
    expect(balancer.count("requests")).toBe(0);
  });

  it("upgrades to wss", async () => {
    const { balancer } = await start(tlsPlan(), (connection, socket) => {
      if (!connection.bytes.includes("\r\n\r\n")) return;
      const state = connection as typeof connection & { sent?: number };
      if (state.sent === undefined) {
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        state.sent = connection.bytes.indexOf("\r\n\r\n") + 4;
      }
      socket.write(connection.bytes.slice(state.sent), "latin1");
      state.sent = connection.bytes.length;
    });
    const socket = await secured(balancer.port);
    let text = "";
    socket.on("data", (part: Buffer) => {
      text += part.toString("latin1");
    });
    socket.write("GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    await eventually(() => text.includes("\r\n\r\n"), "101");
    const large = "y".repeat(300_000);
    socket.write(large);
    await eventually(() => text.length - text.indexOf("\r\n\r\n") - 4 === large.length, "everything back");
  });
});

describe("server names", () => {
  const certificates = () => [
    material("default"),
    material("exact", ["a.example.com"]),
    material("wild", ["*.example.com"]),
  ];
  const plan = () => tlsPlan({ sniCertificateIds: ["wild", "exact"] }, certificates());

  it.each([
    ["a.example.com", "exact.example.com"],
    ["A.EXAMPLE.com", "exact.example.com"],
    ["b.example.com", "wild.example.com"],
    ["x.b.example.com", "default.example.com"],
    ["example.com", "default.example.com"],
    ["", "default.example.com"],
  ])("%s gets %s", async (servername, expected) => {
    const { balancer } = await start(plan());
    const socket = await secured(balancer.port, servername === "" ? {} : { servername });
    expect(commonName(socket)).toBe(expected);
    socket.write(get);
    expect(await readAll(socket)).toContain("200");
  });

  it("a new certificate is shown at once, and open connections stay (CE-07)", async () => {
    const { balancer, backend } = await start(tlsPlan());
    const open = await secured(balancer.port);
    open.write("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
    await within(once(open, "data"), "the first answer");
    const renewed = { ...material("exact"), id: "default" };
    balancer.apply({ listener: { protocol: "HTTPS", tls: tlsPlan({}, [renewed]) } });
    expect(commonName(await secured(balancer.port))).toBe("exact.example.com");
    open.write(get);
    expect(await readAll(open)).toContain("200");
    expect(backend.bytes.split("GET /").length - 1).toBe(2);
    expect(balancer.count("newConnections")).toBe(2);
  });
});

describe("sessions", () => {
  async function session(port: number, options: ConnectionOptions = {}): Promise<Buffer> {
    const socket = dial(port, options);
    const [ticket] = (await within(once(socket, "session"), "a ticket")) as [Buffer];
    socket.destroy();
    return ticket;
  }

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "of %s are resumed by another worker, until the keys change",
    async (maxVersion) => {
      const shared = SharedMemory.create({ workers: 2, listeners: 4, members: 32 });
      const first = await start(tlsPlan(), once200, { shared, worker: 0 });
      const second = await start(tlsPlan(), once200, { shared, worker: 1 });
      const ticket = await session(first.balancer.port, { maxVersion });
      const resumed = await secured(second.balancer.port, { session: ticket, maxVersion });
      expect(resumed.isSessionReused()).toBe(true);
      shared.changeTicketKeys();
      let isReused = true;
      while (isReused) {
        const again = await secured(second.balancer.port, { session: ticket, maxVersion });
        isReused = again.isSessionReused();
        again.destroy();
      }
    },
  );

  it("that began without a certificate do not pass where one is asked for", async () => {
    const shared = SharedMemory.create({ workers: 2, listeners: 4, members: 32 });
    const open = await start(tlsPlan(), once200, { shared, worker: 0 });
    const guarded = await start(mutual(), once200, { shared, worker: 1 });
    const ticket = await session(open.balancer.port, { maxVersion: "TLSv1.2" });
    const socket = dial(guarded.balancer.port, { session: ticket, maxVersion: "TLSv1.2" });
    socket.write(get);
    await closed(socket.resume());
    expect(guarded.backend.bytes).toBe("");
  });
});

function mutual(change: Partial<TlsSpec> = {}): TlsPlan {
  const asked = { clientAuthentication: "MANDATORY" as const, clientCaCertificateId: "ca", clientHeaders: true };
  return tlsPlan({ ...asked, ...change }, [material("default"), { ...material("ca"), privateKeyPem: null }]);
}

describe("mutual TLS (L7-01)", () => {
  const client = (name: string) => ({ cert: ssl.read(`${name}-client.crt`), key: ssl.read(`${name}-client.key`) });

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "over %s lets in whom the authority signed, and nobody else",
    async (maxVersion) => {
      const { backend, balancer } = await start(mutual());
      for (const [options, passes] of [
        [{}, false],
        [client("stranger"), false],
        [client("ca"), true],
      ] as const) {
        const socket = dial(balancer.port, { ...options, maxVersion });
        socket.write(get);
        const text = await readAll(socket);
        expect(text.startsWith("HTTP/1.1 200")).toBe(passes);
        if (!passes) expect([text, backend.bytes, balancer.count("requests")]).toEqual(["", "", 0]);
      }
    },
  );

  it("tells members who the client is, on resumed connections too, and nobody can say it of himself", async () => {
    const { backend, balancer } = await start(mutual());
    const forged = get.replace(
      "\r\n\r\n",
      "\r\nX-SSL-Client-CN: root\r\nx-ssl-issuer: me\r\nX-SSL-Client-Not-After: x\r\n\r\n",
    );
    const first = await secured(balancer.port, client("ca"));
    const ticket = once(first, "session");
    first.write(forged);
    await readAll(first);
    const again = await secured(balancer.port, { ...client("ca"), session: (await ticket)[0] as Buffer });
    expect(again.isSessionReused()).toBe(true);
    again.write(forged);
    await readAll(again);
    const heads = backend.bytes.split("\r\n\r\n").filter((head) => head !== "");
    expect(heads).toHaveLength(2);
    for (const head of heads) {
      expect(head).toContain(
        "\r\nX-SSL-Client-Verify: 0\r\nX-SSL-Client-Has-Cert: true\r\nX-SSL-Client-DN: O=ELB, CN=Ann of ca\r\n",
      );
      expect(head).toContain("\r\nX-SSL-Client-CN: Ann of ca\r\nX-SSL-Issuer: CN=ca\r\n");
      expect(head.match(/x-ssl-/gi)).toHaveLength(8);
      expect(head).not.toContain("root");
    }
  });

  it("that is optional takes clients without a certificate, not those with a wrong one", async () => {
    const { backend, balancer } = await start(mutual({ clientAuthentication: "OPTIONAL" }));
    const without = await secured(balancer.port);
    without.write(get);
    expect(await readAll(without)).toContain("200");
    expect(backend.bytes).toContain("X-SSL-Client-Has-Cert: false\r\n");
    const wrong = dial(balancer.port, client("stranger"));
    wrong.write(get);
    expect(await readAll(wrong)).toBe("");
  });
});
