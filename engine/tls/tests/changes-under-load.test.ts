import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";
import { beforeAll, expect, it } from "vitest";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import type { TlsSpec } from "@/lib/wire/snapshot";
import { Findings } from "@/engine/plan/findings";
import { listener as listenerSpec } from "@/engine/plan/testing/sample-snapshot";
import { deadline as within, eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { compileTls } from "../compile-tls";
import type { TlsPlan } from "../tls-plan";

const ssl = new OpenSsl();
const names = ["one", "two", "sni"];
beforeAll(() => {
  for (const name of names) ssl.selfSigned(name, `/CN=${name}.example.com`);
});

function tlsPlan(defaultCertificateId: string, sniCertificateIds: string[]): TlsPlan {
  const tls: TlsSpec = {
    defaultCertificateId,
    sniCertificateIds,
    clientAuthentication: "NONE",
    clientCaCertificateId: null,
    versions: ["TLSv1.2", "TLSv1.3"],
    ciphers: "ECDHE-RSA-AES128-GCM-SHA256",
    http2: false,
    clientHeaders: false,
  };
  const certificates = names.map((id) => ({
    id,
    name: id,
    certificatePem: ssl.read(`${id}.crt`),
    privateKeyPem: ssl.read(`${id}.key`),
    names: [`${id}.example.com`],
  }));
  const findings = new Findings();
  const plan = compileTls(
    listenerSpec({ protocol: "HTTPS", tls }),
    new Map(certificates.map((one) => [one.id, one])),
    findings,
  );
  if (plan === null) throw new Error(findings.errors[0]?.message);
  return plan;
}

const request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

/** One answer on a connection; who was shown. */
async function ask(socket: TLSSocket): Promise<string> {
  socket.write(request);
  const [answer] = (await within(once(socket, "data"), "an answer")) as [Buffer];
  if (!answer.toString().startsWith("HTTP/1.1 200 ")) throw new Error(answer.toString());
  // A session of TLS 1.3 that is resumed shows nobody.
  return String(socket.getPeerCertificate().subject?.CN ?? "resumed");
}

it("certificates and SNI sets are replaced while clients come and stay, and no request fails (CE-07)", async () => {
  const backend = await startBackend(answerEach(ok("hi")));
  // Others at each change: default and SNI set, and the same name with and without a certificate of its own.
  const plans = [tlsPlan("one", []), tlsPlan("two", ["sni"]), tlsPlan("one", ["two", "sni"]), tlsPlan("two", ["one"])];
  const listener = (index: number) => ({ protocol: "HTTPS" as const, tls: plans[index % plans.length] as TlsPlan });
  const balancer = startBalancer({ members: [{ port: backend.port }], listener: listener(0) });
  const over = new AbortController();
  let changes = 0;
  let session: Buffer | undefined;
  const seen = new Set<string>();
  const open = (servername: string, resumed: boolean): TLSSocket => {
    const options = { port: balancer.port, host: "127.0.0.1", servername, rejectUnauthorized: false };
    const socket = connect({ ...options, ...(resumed && session !== undefined && { session }) });
    socket.on("session", (ticket: Buffer) => (session = ticket));
    return socket;
  };
  /** New connections, every other one of a session that began under other certificates. */
  const coming = async (servername: string) => {
    for (let n = 0; !over.signal.aborted; n++) {
      const socket = open(servername, n % 2 === 1);
      await within(once(socket, "secureConnect"), "a handshake");
      seen.add(`${servername} ${await ask(socket)}`);
      socket.destroy();
    }
  };
  const staying = async () => {
    const socket = open("sni.example.com", false);
    await within(once(socket, "secureConnect"), "a handshake");
    let answers = 0;
    for (; !over.signal.aborted; answers++) await ask(socket);
    socket.destroy();
    return answers;
  };
  const clients = Promise.all([coming("sni.example.com"), coming("one.example.com"), coming("other.example.com")]);
  const kept = staying();
  const all = Promise.all([clients, kept]);
  while (changes < 40) {
    const before = balancer.count("newConnections");
    changes += 1;
    balancer.apply({ listener: listener(changes) });
    await Promise.race([all, eventually(() => balancer.count("newConnections") >= before + 3, "clients come")]);
  }
  over.abort();
  const [, answers] = await all;
  expect(answers).toBeGreaterThan(40);
  for (const shown of ["sni.example.com sni.example.com", "other.example.com one.example.com"]) {
    expect([...seen]).toContain(shown);
  }
  expect(balancer.count("status5xx") + balancer.count("status4xx") + balancer.count("malformedRequests")).toBe(0);
}, 60_000);
