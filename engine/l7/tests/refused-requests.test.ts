import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { startChain, openClient } from "@/engine/testing/session";

const line = "GET / HTTP/1.1\r\n";
const host = "Host: h\r\n";
const post = `POST / HTTP/1.1\r\n${host}`;
const chunked = `${post}Transfer-Encoding: chunked\r\n\r\n`;
const attacks = "\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

/** Rows of threats.md: what the client gets; the member gets nothing and the client's connection is closed. */
const refused: [row: string, request: string, status: number][] = [
  ["1 CL.TE", `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ["1 TE.CL", `${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`, 400],
  ["2 two lengths", `${post}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`, 400],
  ["2 two other lengths", `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400],
  ["2 list of lengths", `${post}Content-Length: 5, 5\r\n\r\nhello`, 400],
  ...["+5", "-5", "0x5", '"5"', "5;", "", "9223372036854775808", "5 5", "\x0b5"].map(
    (value): [string, string, number] => [
      `3 length ${JSON.stringify(value)}`,
      `${post}Content-Length: ${value}\r\n\r\nhello`,
      400,
    ],
  ),
  ["5 gzip", `${post}Transfer-Encoding: gzip\r\n\r\n`, 501],
  ["5 identity", `${post}Transfer-Encoding: identity\r\n\r\n`, 501],
  ["5 xchunked", `${post}Transfer-Encoding: xchunked\r\n\r\n`, 501],
  ["5 chunked, identity", `${post}Transfer-Encoding: chunked, identity\r\n\r\n`, 400],
  ["5 chunked;q=1", `${post}Transfer-Encoding: chunked;q=1\r\n\r\n`, 400],
  ["6 gzip, chunked", `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
  ["6 ,chunked", `${post}Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n`, 400],
  ["6 chunked,", `${post}Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n`, 400],
  ["6 twice", `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ["6 empty", `${post}Transfer-Encoding: \r\n\r\n0\r\n\r\n`, 400],
  ["7 TE in 1.0", `POST / HTTP/1.0\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ["9 fold", `${line}${host}A: b\r\n c\r\n\r\n`, 400],
  ["9 folded Host", `${line}Host: h\r\n\th2\r\n\r\n`, 400],
  ["9 fold first", `${line} A: b\r\n${host}\r\n`, 400],
  ["10 bare LF after line", `GET / HTTP/1.1\n${host}\r\n`, 400],
  ["10 bare LF in head", `${line}Host: h\nA: b\r\n\r\n`, 400],
  ["10 bare CR in value", `${line}${host}A: b\rc\r\n\r\n`, 400],
  ["10 LF as the end", `${line}Host: h\r\n\n`, 400],
  ["10 CR CR LF", `${line}${host}A: b\r\r\n\r\n`, 400],
  ["11 NUL in name", `${line}${host}A\0: b\r\n\r\n`, 400],
  ["11 NUL in value", `${line}${host}A: \0b\r\n\r\n`, 400],
  ["11 NUL in target", `GET /\0 HTTP/1.1\r\n${host}\r\n`, 400],
  ["11 NUL in method", `G\0T / HTTP/1.1\r\n${host}\r\n`, 400],
  ["12 control byte", `${line}${host}A: \x01\r\n\r\n`, 400],
  ["12 DEL", `${line}${host}A: \x7f\r\n\r\n`, 400],
  ["13 space before colon", `${line}Host : h\r\n\r\n`, 400],
  ["13 empty name", `${line}${host}: x\r\n\r\n`, 400],
  ["13 no colon", `${line}${host}X\r\n\r\n`, 400],
  ["13 X()", `${line}${host}X(): 1\r\n\r\n`, 400],
  ["13 non-ASCII name", `${line}${host}X\xe9: 1\r\n\r\n`, 400],
  ...[" 5", "+5", "0x5", "-5", "0_5", "", "00000000000000005", "5 ", "g"].map((size): [string, string, number] => [
    `14 chunk size ${JSON.stringify(size)}`,
    `${chunked}${size}\r\nhello\r\n0\r\n\r\n`,
    400,
  ]),
  ["15 LF after size", `${chunked}5\nhello\r\n0\r\n\r\n`, 400],
  ["15 LF after data", `${chunked}5\r\nhello\n0\r\n\r\n`, 400],
  ["15 LF after extension", `${chunked}5;\nhello\r\n0\r\n\r\n`, 400],
  ["15 CR in extension", `${chunked}5;a\rb\r\nhello\r\n0\r\n\r\n`, 400],
  ["15 NUL in extension", `${chunked}5;\0\r\nhello\r\n0\r\n\r\n`, 400],
  ["17 long extension", `${chunked}5;${"x".repeat(20_000)}\r\nhello\r\n0\r\n\r\n`, 400],
  ["17 many extensions", `${chunked}${`1;${"x".repeat(4000)}\r\na\r\n`.repeat(5)}0\r\n\r\n`, 400],
  ["18 no CRLF after chunk", `${chunked}5\r\nhello0\r\n\r\n`, 400],
  ["18 overrun", `${chunked}5\r\nhello world\r\n0\r\n\r\n`, 400],
  ["18 final LF", `${chunked}5\r\nhello\r\n0\r\n\n`, 400],
  ["18 garbage trailer", `${chunked}5\r\nhello\r\n0\r\ngarbage\r\n\r\n`, 400],
  ["20 no Host", `${line}A: b\r\n\r\n`, 400],
  ["20 two Hosts", `${line}${host}${host}\r\n`, 400],
  ...["", "a b", "a/b", "user@h", "h:x", "h:99999", "h:", "[::1", "a,b", "h\\x", "h?x"]
    .filter((value) => value !== "h:")
    .map((value): [string, string, number] => [
      `20 Host ${JSON.stringify(value)}`,
      `${line}Host: ${value}\r\n\r\n`,
      400,
    ]),
  ["21 userinfo in target", `GET http://u@h/ HTTP/1.1\r\n${host}\r\n`, 400],
  ["21 other scheme", `GET ftp://h/ HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 fragment", `GET /a#b HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 space", `GET /a b HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 tab", `GET /a\tb HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 non-ASCII", `GET /\xe9 HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 no slash", `GET a HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 asterisk", `GET * HTTP/1.1\r\n${host}\r\n`, 400],
  ["22 two spaces", `GET  / HTTP/1.1\r\n${host}\r\n`, 400],
  ["23 CONNECT", `CONNECT h:80 HTTP/1.1\r\n${host}\r\n`, 405],
  ["24 TRACE", `TRACE / HTTP/1.1\r\n${host}\r\n`, 405],
  ["24 trace", `trace / HTTP/1.1\r\n${host}\r\n`, 405],
  ["23 Connect", `Connect h:80 HTTP/1.1\r\n${host}\r\n`, 405],
  ["25 HTTP/0.9", "GET /\r\n", 400],
  ["25 HTTP/2.0", `GET / HTTP/2.0\r\n${host}\r\n`, 505],
  ["25 lower case", `GET / http/1.1\r\n${host}\r\n`, 400],
  ["25 HTTP/1.10", `GET / HTTP/1.10\r\n${host}\r\n`, 400],
  ["26 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ["26 TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
  ["26 noise", "\x80\x81\x00\xff\xfe", 400],
  ["27 large header", `${line}${host}A: ${"x".repeat(70_000)}\r\n\r\n`, 431],
  ["27 large header without an end", `${line}${host}A: ${"x".repeat(40_000)}`, 431],
  ["27 many headers", `${line}${host}${"A: b\r\n".repeat(3000)}\r\n`, 431],
  ["27 101 headers", `${line}${host}${"A: b\r\n".repeat(100)}\r\n`, 431],
  ["27 long target", `GET /${"x".repeat(70_000)} HTTP/1.1\r\n${host}\r\n`, 414],
  ["27 long target without an end", `GET /${"x".repeat(9000)}`, 414],
  ["29 obscure Expect", `${post}Content-Length: 1\r\nExpect: y 100-continue\r\n\r\na`, 417],
  ["29 Expect twice", `${post}Content-Length: 1\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n\r\na`, 400],
  ["32 Connection is no list", `${line}${host}Connection: a b\r\n\r\n`, 400],
  ["two empty lines first", `\r\n\r\n${line}${host}\r\n`, 400],
];

describe("a request that cannot be read in one way", () => {
  it("is refused, closes, and reaches no member", async () => {
    const { backend, balancer, client: other } = await startChain();
    for (const [row, request, status] of refused) {
      const client = await openClient(balancer.port);
      client.send(request + attacks);
      const text = await client.all();
      expect(text.slice(0, 12), row).toBe(`HTTP/1.1 ${status}`);
      expect(text.match(/HTTP\/1\.1 /g), row).toHaveLength(1);
      expect(text, row).toMatch(/\r\nConnection: close\r\n/);
      expect(text, row).toMatch(/\r\nServer: elb\r\n/);
      expect(backend.bytes, row).toBe("");
      client.destroy();
    }
    expect(balancer.count("malformedRequests")).toBe(refused.length);
    other.send("GET /fine HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).status).toBe(200);
  });

  it("is refused at once, byte after byte", async () => {
    const { balancer } = await startChain();
    const client = await openClient(balancer.port);
    for (const byte of "GET / HTTP/1.1\r\nHost: h\r\nA: \0b\r\n") {
      client.send(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 400");
  });

  it("breaks the member's request when a body turns bad later", async () => {
    const { backend, balancer } = await startChain();
    const client = await openClient(balancer.port);
    client.send(`${chunked}5\r\nhello\r\n`);
    await eventually(() => backend.bytes.endsWith("hello\r\n"), "the good chunk is at the member");
    client.send(`zz\r\n${attacks}`);
    expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 400");
    expect(backend.bytes).toMatch(/\r\n\r\n5\r\nhello\r\n$/);
    await eventually(() => backend.connections[0]?.closed === true, "the member's connection is broken");
  });
});
