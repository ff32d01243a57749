import { describe, expect, it } from "vitest";
import { startChain } from "@/engine/testing/session";

const line = "GET / HTTP/1.1\r\n";
const ours = "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n";
const post = "POST / HTTP/1.1\r\nHost: h\r\n";
const te = "Transfer-Encoding: chunked\r\n";

/** Rows of threats.md that are forwarded: exactly these bytes reach the member. */
const cases: [row: string, request: string, seen: string][] = [
  ["4 zeros", `${post}Content-Length: 005\r\n\r\nhello`, `${post}Content-Length: 5\r\n${ours}hello`],
  ["4 white space", `${post}Content-Length:5 \t\r\n\r\nhello`, `${post}Content-Length: 5\r\n${ours}hello`],
  ["length 0", `${post}Content-Length: 0\r\n\r\n`, `${post}Content-Length: 0\r\n${ours}`],
  ["16 extension", `${post}${te}\r\n5;a=b\r\nhello\r\n0;c\r\n\r\n`, `${post}${te}${ours}5\r\nhello\r\n0\r\n\r\n`],
  [
    "19 trailers",
    `${post}${te}Trailer: Host\r\n\r\n5\r\nhello\r\n0\r\nHost: evil\r\nContent-Length: 9\r\nX: y\r\n\r\n`,
    `${post}${te}${ours}5\r\nhello\r\n0\r\n\r\n`,
  ],
  [
    "8 mutated name",
    `${line}Host: h\r\nTransfer-Encodin: chunked\r\n\r\n`,
    `${line}Host: h\r\nTransfer-Encodin: chunked\r\n${ours}`,
  ],
  ["8 tab before value", `${post}Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n`, `${post}${te}${ours}0\r\n\r\n`],
  ["8 upper case", `${post}TRANSFER-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n`, `${post}${te}${ours}0\r\n\r\n`],
  ["8 underscore", `${line}Host: h\r\nTransfer_Encoding: chunked\r\n\r\n`, `${line}Host: h\r\n${ours}`],
  ["20 port, IPv6", `${line}Host: [::1]:8080\r\n\r\n`, `${line}Host: [::1]:8080\r\n${ours}`],
  [
    "21 absolute",
    `GET http://x.y:8/p?q HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n`,
    `GET /p?q HTTP/1.1\r\nA: b\r\nHost: x.y:8\r\n${ours}`,
  ],
  ["21 absolute, bare", `GET http://x.y HTTP/1.1\r\nHost: h\r\n\r\n`, `GET / HTTP/1.1\r\nHost: x.y\r\n${ours}`],
  ["21 absolute, query", `GET HTTP://x.y?q HTTP/1.1\r\nHost: h\r\n\r\n`, `GET /?q HTTP/1.1\r\nHost: x.y\r\n${ours}`],
  ["OPTIONS *", `OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n`, `OPTIONS * HTTP/1.1\r\nHost: h\r\n${ours}`],
  ["OPTIONS absolute", `OPTIONS http://x HTTP/1.1\r\nHost: h\r\n\r\n`, `OPTIONS * HTTP/1.1\r\nHost: x\r\n${ours}`],
  ["25 HTTP/1.2", `GET / HTTP/1.2\r\nHost: h\r\n\r\n`, `${line}Host: h\r\n${ours}`],
  ["other method", `PROPFIND / HTTP/1.1\r\nHost: h\r\n\r\n`, `PROPFIND / HTTP/1.1\r\nHost: h\r\n${ours}`],
  [
    "30 h2c",
    `${line}Host: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
    `${line}Host: h\r\n${ours}`,
  ],
  [
    "31 websocket with a body",
    `${post}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\na`,
    `${post}Content-Length: 1\r\n${ours}a`,
  ],
  [
    "32 nominated",
    `${line}Connection: keep-alive, X-A, Host, Content-Length, Cookie, X-Forwarded-For\r\nHost: h\r\nx-a: 1\r\nCookie: c\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n`,
    `${line}Host: h\r\nCookie: c\r\nX-Forwarded-For: 1.2.3.4, 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n`,
  ],
  [
    "33 hop-by-hop",
    `${line}Host: h\r\nProxy-Connection: keep-alive\r\nKeep-Alive: 300\r\nTE: gzip\r\nUpgrade: foo\r\nA: b\r\n\r\n`,
    `${line}Host: h\r\nA: b\r\n${ours}`,
  ],
  ["34 twins", `${line}Host: h\r\nX_Forwarded_For: 1\r\nX-Forwarded_For: 2\r\n\r\n`, `${line}Host: h\r\n${ours}`],
  [
    "35 claims",
    `${line}Host: h\r\nX-Real-IP: 6.6.6.6\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nX-Forwarded-Host: e\r\nForwarded: for=6.6.6.6\r\n\r\n`,
    `${line}Host: h\r\n${ours}`,
  ],
  [
    "100 headers",
    `${line}Host: h\r\n${"A: b\r\n".repeat(99)}\r\n`,
    `${line}Host: h\r\n${"A: b\r\n".repeat(99)}${ours}`,
  ],
  ["one empty line first", `\r\n${line}Host: h\r\n\r\n`, `${line}Host: h\r\n${ours}`],
  ["bytes above 7 bit", `${line}Host: h\r\nA: \xe9\xff\r\n\r\n`, `${line}Host: h\r\nA: \xe9\xff\r\n${ours}`],
  ["28 Expect without body", `${line}Host: h\r\nExpect: 100-continue\r\n\r\n`, `${line}Host: h\r\n${ours}`],
];

describe("a request with one reading", () => {
  it("reaches the member as exactly the allowed bytes", async () => {
    const { backend, client } = await startChain();
    let before = 0;
    for (const [row, request, seen] of cases) {
      client.send(request);
      const answer = await client.answer();
      expect(answer.status, row).toBe(200);
      expect(backend.bytes.slice(before), row).toBe(seen);
      before = backend.bytes.length;
    }
    expect(backend.connections).toHaveLength(1);
  });

  it("carries Host of its place when HTTP/1.0 brings none", async () => {
    const { backend, balancer, client } = await startChain();
    client.send("GET / HTTP/1.0\r\n\r\n");
    await client.all();
    expect(backend.bytes).toContain(`\r\nHost: 127.0.0.1:${balancer.port}\r\n`);
  });

  it("gets 100 from us when it expects it, and the member sees no Expect", async () => {
    const { backend, client } = await startChain();
    client.send(`${post}Content-Length: 5\r\nExpect: 100-continue\r\n\r\n`);
    expect((await client.answer()).status).toBe(100);
    client.send("hello");
    expect((await client.answer()).status).toBe(200);
    expect(backend.bytes).toBe(`${post}Content-Length: 5\r\n${ours}hello`);
  });

  it("names its host and leaves X-Forwarded-For alone when the listener says so", async () => {
    const { backend, client } = await startChain(undefined, {
      listener: { xForwardedFor: false, xForwardedHost: true, fixedHeaders: "" },
    });
    client.send("GET / HTTP/1.1\r\nHost: h:1\r\n\r\n");
    await client.answer();
    expect(backend.bytes).toBe("GET / HTTP/1.1\r\nHost: h:1\r\nX-Forwarded-Host: h:1\r\n\r\n");
  });
});
