import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";
import { expectIntact } from "./one-more-client";

const line = "POST /p HTTP/1.1\r\nHost: h\r\n";
const ours = "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n";

/** Requests that are forwarded: what the client sends after the request line, and what the member gets after it. */
const forwarded: [name: string, sent: string, seen: string][] = [
  [
    "Connection names the length",
    "Connection: Content-Length\r\nContent-Length: 3\r\n\r\nabc",
    `Content-Length: 3\r\n${ours}abc`,
  ],
  [
    "Connection names the coding",
    "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    `Transfer-Encoding: chunked\r\n${ours}1\r\na\r\n0\r\n\r\n`,
  ],
  [
    "Connection names what we add",
    "Connection: X-Forwarded-For, X-Real-IP, X-Forwarded-Proto\r\nContent-Length: 1\r\n\r\na",
    `Content-Length: 1\r\n${ours}a`,
  ],
  ["Connection names Host", "Connection: Host\r\nContent-Length: 0\r\n\r\n", `Content-Length: 0\r\n${ours}`],
  [
    "Connection in two lines",
    "Connection: X-A\r\nX-A: 1\r\nconnection: x-b\r\nX-B: 2\r\nContent-Length: 1\r\n\r\na",
    `Content-Length: 1\r\n${ours}a`,
  ],
  [
    "Connection with empty elements",
    "Connection: ,X-A,, ,\r\nX-A: 1\r\nContent-Length: 1\r\n\r\na",
    `Content-Length: 1\r\n${ours}a`,
  ],
  [
    "Connection names itself and Upgrade without one",
    "Connection: Connection, Upgrade\r\nContent-Length: 1\r\n\r\na",
    `Content-Length: 1\r\n${ours}a`,
  ],
  [
    "a foreign upgrade in a list",
    "Connection: Upgrade\r\nUpgrade: h2c, websocket\r\nContent-Length: 0\r\n\r\n",
    `Content-Length: 0\r\n${ours}`,
  ],
  [
    "Upgrade that Connection does not name",
    "Upgrade: websocket\r\nContent-Length: 0\r\n\r\n",
    `Content-Length: 0\r\n${ours}`,
  ],
  [
    "trailers that would change everything",
    "Transfer-Encoding: chunked\r\nTE: trailers\r\nTrailer: Content-Length\r\n\r\n1\r\na\r\n0\r\nContent-Length: 99\r\nTransfer-Encoding: gzip\r\nHost: evil\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n",
    `Transfer-Encoding: chunked\r\n${ours}1\r\na\r\n0\r\n\r\n`,
  ],
  [
    "chunks with zeros before their size",
    "Transfer-Encoding: chunked\r\n\r\n0000000000000001\r\na\r\n000\r\n\r\n",
    `Transfer-Encoding: chunked\r\n${ours}0000000000000001\r\na\r\n000\r\n\r\n`,
  ],
  [
    "as many chunk extensions as there may be",
    `Transfer-Encoding: chunked\r\n\r\n${`1;${"x".repeat(4000)}\r\na\r\n`.repeat(4)}0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n${ours}${"1\r\na\r\n".repeat(4)}0\r\n\r\n`,
  ],
  [
    "Expect in another case with its body at once",
    "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\na",
    `Content-Length: 1\r\n${ours}a`,
  ],
];

const refused: [name: string, request: string, status: number][] = [
  ["Expect with more", `${line}Expect: 100-continue, x\r\nContent-Length: 1\r\n\r\na`, 417],
  ["Expect empty", `${line}Expect: \r\nContent-Length: 1\r\n\r\na`, 417],
  ["Expect with a parameter", `${line}Expect: 100-continue;q=1\r\nContent-Length: 1\r\n\r\na`, 417],
  [
    "a chunk's line that is too long by its extension",
    `${line}Transfer-Encoding: chunked\r\n\r\n1;${"x".repeat(4096)}\r\na\r\n0\r\n\r\n`,
    400,
  ],
  ["trailers without an end", `${line}Transfer-Encoding: chunked\r\n\r\n0\r\n${"A: b\r\n".repeat(4000)}`, 400],
  ["Host with two ports", "GET / HTTP/1.1\r\nHost: h:80:80\r\n\r\n", 400],
  ["Host with a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400],
  ["Host with a fragment", "GET / HTTP/1.1\r\nHost: h#x\r\n\r\n", 400],
  ["Host with white space inside", "GET / HTTP/1.1\r\nHost: h\th\r\n\r\n", 400],
  ["Host after IPv6", "GET / HTTP/1.1\r\nHost: [::1]evil\r\n\r\n", 400],
  ["Host longer than any name", `GET / HTTP/1.1\r\nHost: ${"h".repeat(301)}\r\n\r\n`, 400],
  ["Host in a different case twice", "GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n", 400],
  ["absolute form with a bad authority", "GET http://h:x/ HTTP/1.1\r\nHost: h\r\n\r\n", 400],
  ["absolute form with an empty authority", "GET http:///x HTTP/1.1\r\nHost: h\r\n\r\n", 400],
  ["absolute form without Host in 1.1", "GET http://h/ HTTP/1.1\r\n\r\n", 400],
  [
    "a body in HTTP/1.0 with both framings",
    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    400,
  ],
  ["10,000 short headers", `GET / HTTP/1.1\r\nHost: h\r\n${"a:\r\n".repeat(10_000)}\r\n`, 431],
];

describe("a request", () => {
  it.each(forwarded)("reaches the member in one reading: %s", async (_name, sent, seen) => {
    const { backend, balancer, client } = await startChain();
    client.send(line + sent);
    const first = await client.answer();
    expect((first.status === 100 ? await client.answer() : first).status).toBe(200);
    expect(backend.bytes).toBe(`${line}${seen}`);
    await expectIntact(balancer, backend);
  });

  it.each(refused)("is refused and what follows is not read: %s", async (_name, request, status) => {
    const { backend, balancer, client } = await startChain();
    client.send(`${request}GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n`);
    const text = await client.all();
    expect(text.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(backend.bytes).not.toContain("smuggled");
    await expectIntact(balancer, backend);
  });

  it("of another protocol is refused with its first bytes (row 26)", async () => {
    const { backend, balancer } = await startChain();
    for (const bytes of ["\x16\x03\x01", "PRI * HTTP/2.0\r\n", "\0", "SSH-2.0-x\r\n", "GET\r\n", " "]) {
      const client = await openClient(balancer.port);
      client.send(bytes);
      expect((await client.all()).slice(0, 12), JSON.stringify(bytes)).toBe("HTTP/1.1 400");
    }
    expect(backend.bytes).toBe("");
  });
});

describe("Expect: 100-continue", () => {
  it("gets 100 once, for chunks and for GET with a body, and not in HTTP/1.0", async () => {
    const { backend, balancer } = await startChain();
    for (const [head, body] of [
      ["POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n"],
      ["GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n", "a"],
    ]) {
      const client = await openClient(balancer.port);
      client.send(`${head}Expect: 100-continue\r\n\r\n`);
      expect((await client.answer()).status).toBe(100);
      client.send(body ?? "");
      expect((await client.answer()).status).toBe(200);
      expect(client.received).toBe("");
    }
    const old = await openClient(balancer.port);
    old.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(old.received).toBe("");
    old.send("a");
    expect((await old.all()).slice(0, 12)).toBe("HTTP/1.1 200");
    expect(backend.bytes).not.toMatch(/expect/i);
  });

  it("without a member gets the refusal and no 100", async () => {
    const { client } = await startChain(undefined, { members: [] });
    client.send(`${line}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`);
    const text = await client.all();
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 503"]);
  });

  it("and then no body: 408, and the member's work is stopped", async () => {
    const { backend, balancer, client } = await startChain(() => undefined, { listener: { clientDataMs: 100 } });
    client.send(`${line}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`);
    expect((await client.all()).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 100", "HTTP/1.1 408"]);
    await eventually(() => backend.connections[0]?.closed === true, "the member is told");
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("that the member declines at once is answered and closed: the body belongs to nobody", async () => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n"))
        socket.write(connection.bytes.startsWith("POST") ? "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n" : ok("fine"));
    });
    client.send(`${line}Expect: 100-continue\r\nContent-Length: 40\r\n\r\n`);
    await client.until(() => client.received.includes("417"), "417");
    client.send("GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await client.all()).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 100", "HTTP/1.1 417"]);
    await expectIntact(balancer, backend);
    expect(backend.bytes).not.toContain("GET /smuggled");
  });
});

describe("pipelined requests", () => {
  const get = (path: string, more = "") => `GET /${path} HTTP/1.1\r\nHost: h\r\n${more}\r\n`;

  it("after one that closes are not read", async () => {
    const { backend, client } = await startChain(answerEach((head) => ok(head.split(" ")[1] ?? "")));
    client.send(get("a") + get("b", "Connection: close\r\n") + get("c"));
    expect((await client.answer()).body).toBe("/a");
    const last = await client.answer();
    expect([last.body, last.headers.get("connection")]).toEqual(["/b", "close"]);
    expect(await client.all()).toBe("");
    expect(backend.requestLines).toEqual(["GET /a HTTP/1.1", "GET /b HTTP/1.1"]);
  });

  it("after one that is malformed are not read, and those before it are answered first", async () => {
    const { backend, client } = await startChain(answerEach((head) => ok(head.split(" ")[1] ?? "")));
    client.send(`${get("a")}GET /b HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\n${get("c")}`);
    expect((await client.answer()).body).toBe("/a");
    expect((await client.answer()).status).toBe(400);
    expect(await client.all()).toBe("");
    expect(backend.requestLines).toEqual(["GET /a HTTP/1.1"]);
  });

  it("are answered all when the client has ended its side, whatever the framing of the answers", async () => {
    const { client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("/a HTTP/1.1\r\nHost: h\r\n" + ours)) socket.write(ok("a"));
      else if (connection.bytes.includes("/b ") && !connection.closed) {
        setTimeout(() => socket.write("HTTP/1.1 200 OK\r\n\r\nuntil "), 10);
        setTimeout(() => socket.end("close"), 30);
      }
    });
    client.send(get("a") + get("b"));
    client.end();
    expect((await client.answer()).body).toBe("a");
    expect((await client.answer()).body).toBe("until close");
    await client.all();
    expect([client.ended, client.errorCode]).toEqual([true, null]);
  });

  it("1,000 at once are answered in order", async () => {
    const { backend, client } = await startChain(answerEach((head) => ok(head.split(" ")[1] ?? "")));
    let text = "";
    for (let i = 0; i < 1000; i++) text += get(String(i));
    client.send(text);
    for (let i = 0; i < 1000; i++) {
      const end = `\r\n\r\n/${i}`;
      await client.until(() => client.received.includes(end), `answer ${i}`);
      expect(client.received.indexOf("\r\n\r\n")).toBe(client.received.indexOf(end));
      client.received = client.received.slice(client.received.indexOf(end) + end.length);
    }
    expect(backend.connections).toHaveLength(1);
  });
});
