import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import type { Balancer, BalancerOptions } from "@/engine/testing/balancer";
import { deadline as within, eventually } from "@/engine/testing/deadline";
import { ask, openSession } from "@/engine/l7/http2/testing/client";
import { http2Tls } from "@/engine/l7/http2/testing/https";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";
import { type FieldName, parseLine } from "./testing/parse-line";

type Line = Record<FieldName, string>;

const streamId = "0d4b5b1e-5a10-4f0e-9d7a-6a1b1b8f0001";
const accessLog = {
  streamId,
  loadBalancerId: "lb-1",
  listenerId: "listener",
  projectId: "tenant-1",
  publicAddress: "127.0.20.2:80",
};
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A balancer that logs, and the lines that are in its files when there are so many. */
function start(options: BalancerOptions): { balancer: Balancer; lines(count: number): Promise<Line[]> } {
  const logDirectory = mkdtempSync(join(tmpdir(), "evenkeel-access-log-"));
  directories.push(logDirectory);
  const balancer = startBalancer({ ...options, logDirectory, listener: { accessLog, ...options.listener } });
  const read = (): string[] => {
    const directory = join(logDirectory, streamId);
    try {
      const names = readdirSync(directory);
      return names.flatMap((name) => readFileSync(join(directory, name), "latin1").split("\n").slice(0, -1));
    } catch {
      return [];
    }
  };
  const lines = async (count: number): Promise<Line[]> => {
    await eventually(() => read().length >= count, `${count} lines`);
    expect(read()).toHaveLength(count);
    return read().map(parseLine);
  };
  return { balancer, lines };
}

const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\nHost: shop.example\r\n${headers}\r\n`;

describe("a line of the access log", () => {
  it("of a success has all 32 fields right", async () => {
    const backend = await startBackend(answerEach(ok("four")));
    const { balancer, lines } = start({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    const request = get("/a?b=c", 'User-Agent: my "agent"\r\nReferer: http://r/\r\nX-Forwarded-For: 9.9.9.9\r\n');
    client.send(request);
    const answer = await client.answer();
    const before = Date.now();
    client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    await client.answer();
    const [first, second] = (await lines(2)) as [Line, Line];
    const { port } = client.socket.address() as { port: number };
    expect(first).toMatchObject({
      access_log_topic_id: streamId,
      "remote_addr:remote_port": `127.0.0.1:${port}`,
      status: "200",
      request: "GET http://shop.example/a?b=c HTTP/1.1",
      request_length: String(request.length),
      bytes_sent: String(answer.head.length + 8),
      body_bytes_sent: "4",
      upstream_status: "200",
      upstream_addr: `127.0.0.1:${backend.port}`,
      http_user_agent: 'my "agent"',
      http_referer: "http://r/",
      http_x_forwarded_for: "9.9.9.9",
      lb_name: "loadbalancer_lb-1",
      listener_name: "listener_listener",
      listener_id: "listener",
      pool_name: "pool_pool",
      tenant_id: "tenant-1",
      "eip_address:eip_port": "127.0.20.2:80",
      upstream_addr_priv: `127.0.0.1:${backend.port}`,
    });
    const at = Number(first.msec) * 1000;
    expect(Math.abs(at - before)).toBeLessThan(5000);
    expect(Date.parse(first.time_iso8601.slice(1, -1))).toBe(Math.floor(at / 1000) * 1000);
    for (const name of ["upstream_connect_time", "upstream_header_time"] as const)
      expect(Number(first[name])).toBeLessThanOrEqual(Number(first.upstream_response_time));
    expect(Number(first.upstream_response_time)).toBeLessThanOrEqual(Number(first.request_time));
    if (process.platform === "linux") expect(Number(first.tcpinfo_rtt)).toBeGreaterThan(0);
    expect(second).toMatchObject({ request: "POST http://h/p HTTP/1.1", upstream_connect_time: "0.000" });
    expect(second.http_user_agent).toBe("-");
  });

  it("of a request of HTTP/2 tells what it would be in HTTP/1.1, its version and its TLS", async () => {
    const backend = await startBackend(
      answerEach("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n"),
    );
    const { balancer, lines } = start({
      members: [{ port: backend.port }],
      listener: { protocol: "HTTPS", tls: http2Tls() },
    });
    const session = openSession(balancer.port);
    const headers = { ":path": "/a?b=c", "user-agent": 'my "agent"', "x-forwarded-for": "9.9.9.9" };
    await ask(session, { ...headers, ":authority": "shop.example" });
    const reset = session.request({ ":path": "/reset", ":authority": "shop.example", ":method": "POST" });
    reset.on("error", () => undefined);
    await eventually(() => balancer.count("requests") === 1, "the first is counted");
    backend.behaviour = () => reset.close(8);
    reset.write("begun");
    const [first, second] = (await lines(2)) as [Line, Line];
    expect(first).toMatchObject({
      status: "200",
      request: "GET https://shop.example/a?b=c HTTP/2.0",
      body_bytes_sent: "4",
      upstream_status: "200",
      upstream_addr: `127.0.0.1:${backend.port}`,
      http_user_agent: 'my "agent"',
      http_x_forwarded_for: "9.9.9.9",
      ssl_protocol: "TLSv1.3",
    });
    if (process.platform === "linux") expect(Number(first.tcpinfo_rtt)).toBeGreaterThan(0);
    expect(second).toMatchObject({ status: "499", request: "POST https://shop.example/reset HTTP/2.0" });
    expect(second["remote_addr:remote_port"]).toBe(first["remote_addr:remote_port"]);
  });

  it("of HTTPS has version, cipher and the name that the client asked for", async () => {
    const backend = await startBackend(answerEach(ok("four")));
    const { balancer, lines } = start({
      members: [{ port: backend.port }],
      listener: { protocol: "HTTPS", tls: http2Tls() },
    });
    for (const [servername, maxVersion] of [
      ["shop.example", "TLSv1.3"],
      ["", "TLSv1.2"],
    ] as const) {
      const socket = connect({ port: balancer.port, servername, maxVersion, rejectUnauthorized: false });
      socket.write(get("/a").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      await within(once(socket.resume(), "close"), "the end");
    }
    const [named, nameless] = (await lines(2)) as [Line, Line];
    expect(named).toMatchObject({
      status: "200",
      request: "GET https://shop.example/a HTTP/1.1",
      ssl_protocol: "TLSv1.3",
      sni_domain_name: "shop.example",
    });
    expect(named.ssl_cipher).toMatch(/^TLS_[A-Z0-9_]+$/);
    expect(nameless).toMatchObject({ ssl_protocol: "TLSv1.2", sni_domain_name: "-" });
    expect(nameless.ssl_cipher).toMatch(/^ECDHE-RSA-AES/);
  });

  it("of a redirect to HTTPS has 301 and nothing of a member", async () => {
    const redirect = { policyId: "redirect", port: "" };
    const { balancer, lines } = start({ members: [], listener: { redirect } });
    const client = await openClient(balancer.port);
    client.send(get("/a?b"));
    await client.answer();
    const [line] = (await lines(1)) as [Line];
    expect(line).toMatchObject({
      status: "301",
      request: "GET http://shop.example/a?b HTTP/1.1",
      upstream_status: "-",
      upstream_addr: "-",
    });
  });

  it("has a list where several members were tried", async () => {
    const broken = await startBackend((_connection, socket) => socket.resetAndDestroy());
    const fine = await startBackend();
    const { balancer, lines } = start({
      members: [{ port: 1, weight: 100 }, { port: broken.port, weight: 99 }, { port: fine.port }],
    });
    const client = await openClient(balancer.port);
    client.send(get("/"));
    await client.answer();
    const [line] = (await lines(1)) as [Line];
    expect(line.upstream_addr).toBe(`127.0.0.1:1, 127.0.0.1:${broken.port}, 127.0.0.1:${fine.port}`);
    expect(line.upstream_status).toBe("502, 502, 200");
    expect(line.upstream_connect_time).toMatch(/^-, \d+\.\d{3}, \d+\.\d{3}$/);
    expect(line.upstream_header_time).toMatch(/^-, -, \d+\.\d{3}$/);
    expect(line.upstream_response_time.split(", ")).toHaveLength(3);
    expect(line.status).toBe("200");
  });

  it("has - where nothing was forwarded: our 503, and the member's own 404", async () => {
    const { balancer, lines } = start({ members: [] });
    const client = await openClient(balancer.port);
    client.send(get("/x"));
    const { body } = await client.answer();
    const backend = await startBackend(answerEach("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
    balancer.apply({ members: [{ port: backend.port }] });
    client.send(get("/missing"));
    await client.answer();
    const [ours, members] = (await lines(2)) as [Line, Line];
    expect(ours).toMatchObject({ status: "503", body_bytes_sent: String(body.length), pool_name: "-" });
    for (const name of ["status", "connect_time", "header_time", "response_time", "addr", "addr_priv"] as const)
      expect(ours[`upstream_${name}`]).toBe("-");
    expect(members).toMatchObject({ status: "404", upstream_status: "404", body_bytes_sent: "0" });
  });

  it("says 499 of a client that left, with the try that it left", async () => {
    const backend = await startBackend(() => undefined);
    const { balancer, lines } = start({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    client.send(get("/slow"));
    await eventually(() => backend.connections.length === 1, "the member works");
    client.socket.resetAndDestroy();
    const [line] = (await lines(1)) as [Line];
    expect(line).toMatchObject({
      status: "499",
      request: "GET http://shop.example/slow HTTP/1.1",
      bytes_sent: "0",
      upstream_status: "-",
      upstream_header_time: "-",
      upstream_addr: `127.0.0.1:${backend.port}`,
    });
    if (process.platform === "linux") expect(Number(line.tcpinfo_rtt)).toBeGreaterThan(0);
  });

  it("tells of a malformed request what came of its line, without letting it forge another", async () => {
    const { balancer, lines } = start({ members: [] });
    const client = await openClient(balancer.port);
    client.send('BAD "x\x00\x1b[31m\xff" - 200\r\n1644819836.370 forged\r\n\r\n');
    await client.all();
    const [line] = (await lines(1)) as [Line];
    expect(line).toMatchObject({ status: "400", upstream_status: "-", http_user_agent: "-" });
    expect(line.request).toBe('BAD "x\x00\x1b[31m\xff" - 200');
  });

  it("tells an upgraded connection at its end, with the bytes of both sides", async () => {
    const head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    const backend = await startBackend((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n")) socket.write(head);
      else socket.end("frames");
    });
    const { balancer, lines } = start({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    const request = get("/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\n");
    client.send(request);
    await client.until(() => client.received.includes("\r\n\r\n"), "the 101");
    client.send("data");
    client.end();
    await client.all();
    const [line] = (await lines(1)) as [Line];
    expect(line).toMatchObject({ status: "101", upstream_status: "101", body_bytes_sent: "6" });
    expect(line.request_length).toBe(String(request.length + 4));
  });
});

describe("the switch of the access log", () => {
  it("counts for connections that come after it (K-31)", async () => {
    const backend = await startBackend(answerEach(ok("")));
    const { balancer, lines } = start({ members: [{ port: backend.port }], listener: { accessLog: null } });
    const old = await openClient(balancer.port);
    const ask = async (client: typeof old, path: string): Promise<void> => {
      client.send(get(path));
      await client.answer();
    };
    await ask(old, "/1");
    balancer.apply({ listener: { accessLog } });
    await ask(old, "/2");
    const logged = await openClient(balancer.port);
    await ask(logged, "/3");
    balancer.apply({ listener: { accessLog: null } });
    await ask(logged, "/4");
    await ask(await openClient(balancer.port), "/5");
    const paths = (await lines(2)).map(({ request }) => request.split("example")[1]);
    expect(paths).toEqual(["/3 HTTP/1.1", "/4 HTTP/1.1"]);
  });

  it("has every line on the disk when the worker has stopped, and traffic goes on when it has no disk", async () => {
    const backend = await startBackend(answerEach(ok("")));
    const { balancer, lines } = start({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    for (let i = 0; i < 300; i++) client.send(get(`/${i}`));
    for (let i = 0; i < 300; i++) await client.answer();
    client.destroy();
    await balancer.stop();
    expect((await lines(300)).map(({ request }) => request.split(/example\/| HTTP/)[1])).toEqual(
      Array.from({ length: 300 }, (_, i) => String(i)),
    );
    const without = startBalancer({
      members: [{ port: backend.port }],
      logDirectory: "/dev/null/logs",
      listener: { accessLog },
    });
    const other = await openClient(without.port);
    other.send(get("/"));
    expect((await other.answer()).status).toBe(200);
  });
});
