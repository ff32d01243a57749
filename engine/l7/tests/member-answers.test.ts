import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const get10 = "GET / HTTP/1.0\r\nHost: h\r\n\r\n";

/** A behaviour that gives `answer` to each request and then ends the connection. */
function answerAndEnd(answer: string) {
  return answerEach((_head) => answer);
}

describe("a member's answer", () => {
  const broken: [name: string, answer: string][] = [
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"],
    ["NUL in a header", "HTTP/1.1 200 OK\r\nA: \0\r\nContent-Length: 2\r\n\r\nok"],
    ["garbage", "\x00\x01\x02garbage\r\n\r\n"],
    ["other protocol", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["fold", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 2\r\n\r\nok"],
    ["large header", `HTTP/1.1 200 OK\r\nA: ${"x".repeat(200_000)}\r\n\r\n`],
    ["unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok"],
    ["bad status", "HTTP/1.1 2000 OK\r\n\r\n"],
    ["bad length", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok"],
    ["bare LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"],
    ["bad first chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["101 that nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"],
  ];

  it.each(broken)("that is broken becomes 502: %s", async (_name, answer) => {
    const { balancer, client } = await startChain(answerAndEnd(answer));
    client.send(get);
    const received = await client.answer();
    expect(received.status).toBe(502);
    expect(received.headers.get("server")).toBe("elb");
    expect(received.body).toContain(received.headers.get("x-request-id"));
    expect(balancer.count("status502")).toBe(1);
    client.send(get);
    expect((await client.answer()).status).toBe(502);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("with both framings is read as chunked, and its connection is not used again", async () => {
    const text = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    const { backend, client } = await startChain(answerEach(text));
    for (let i = 0; i < 2; i++) {
      client.send(get);
      const answer = await client.answer();
      expect(answer.body).toBe("ok");
      expect(answer.headers.has("content-length")).toBe(false);
    }
    expect(backend.connections).toHaveLength(2);
  });

  it("followed by extra bytes is cut, and its connection is not used again", async () => {
    const { backend, client } = await startChain(answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA"));
    for (let i = 0; i < 2; i++) {
      client.send(get);
      expect((await client.answer()).body).toBe("ok");
    }
    expect(client.received).toBe("");
    expect(backend.connections).toHaveLength(2);
  });

  it("loses hop-by-hop lines and keeps its own", async () => {
    const text =
      "HTTP/1.1 200 Fine\r\nServer: mine\r\nConnection: keep-alive, X-A\r\nX-A: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\nok";
    const { client } = await startChain(answerEach(text));
    client.send(get);
    expect((await client.answer()).head).toBe(
      "HTTP/1.1 200 Fine\r\nServer: mine\r\nContent-Length: 2\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d",
    );
  });

  it("in chunks passes without extensions and trailers", async () => {
    const text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nok\r\n0\r\nT: 1\r\n\r\n";
    const { backend, client } = await startChain(answerEach(text));
    for (let i = 0; i < 2; i++) {
      client.send(get);
      await client.until(() => client.received.endsWith("0\r\n\r\n"), "the answer");
      expect(client.received).toBe("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
      client.received = "";
    }
    expect(backend.connections).toHaveLength(1);
  });

  it("until close is chunked for HTTP/1.1, and close-delimited for HTTP/1.0", async () => {
    const { balancer, client } = await startChain((connection, socket) => {
      if (!connection.bytes.endsWith("\r\n\r\n")) return;
      socket.write("HTTP/1.1 200 OK\r\n\r\nsome");
      setTimeout(() => socket.end(" text"), 20);
    });
    client.send(get);
    expect((await client.answer()).body).toBe("some text");
    client.send(get10);
    expect(await client.all()).toBe("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nsome text");
    expect(balancer.count("status2xx")).toBe(2);
  });

  it("in chunks is plain for HTTP/1.0", async () => {
    const text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nok\r\n3\r\nay!\r\n0\r\nT: 1\r\n\r\n";
    const { client } = await startChain(answerEach(text));
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    expect(await client.all()).toBe("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nokay!");
  });

  it("keeps an HTTP/1.0 client's connection when it asks and the length is known", async () => {
    const { client } = await startChain();
    for (let i = 0; i < 2; i++) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      expect((await client.answer()).headers.get("connection")).toBe("keep-alive");
    }
    client.send(get10);
    expect((await client.answer()).headers.get("connection")).toBe("close");
    await client.all();
    expect(client.ended).toBe(true);
  });

  it.each([
    ["HEAD", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"],
    ["304", get, "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"],
    ["204", get, "HTTP/1.1 204 No Content\r\n\r\n"],
  ])("without a body leaves the connections usable: %s", async (_name, request, text) => {
    const { backend, client } = await startChain(answerEach(text));
    for (let i = 0; i < 2; i++) {
      client.send(request);
      await client.until(() => client.received.endsWith("\r\n\r\n"), "the answer");
      expect(client.received).toBe(text);
      client.received = "";
    }
    expect(backend.connections).toHaveLength(1);
  });

  it("of 204 with a body is stripped and its connection closed", async () => {
    const { backend, client } = await startChain(answerEach("HTTP/1.1 204 No\r\nContent-Length: 4\r\n\r\nbody"));
    for (let i = 0; i < 2; i++) {
      client.send(get);
      expect((await client.answer()).head).toBe("HTTP/1.1 204 No");
    }
    expect(client.received).toBe("");
    expect(backend.connections).toHaveLength(2);
  });

  it("of 1xx passes in order, and not to HTTP/1.0", async () => {
    const text =
      "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const { balancer, client } = await startChain(answerEach(text));
    client.send(get);
    expect((await client.answer()).status).toBe(102);
    const hints = await client.answer();
    expect(hints.headers.get("link")).toBe("</a>");
    expect((await client.answer()).body).toBe("ok");
    const old = await openClient(balancer.port);
    old.send(get10);
    expect((await old.all()).slice(0, 15)).toBe("HTTP/1.1 200 OK");
  });

  it("that is cut breaks the client's connection", async () => {
    const { balancer, client } = await startChain((connection, socket) => {
      if (!connection.bytes.endsWith("\r\n\r\n")) return;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      setTimeout(() => socket.destroy(), 20);
    });
    client.send(get);
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
    await eventually(() => balancer.inFlight(0) === 0, "nothing in flight");
  });

  it("that is cut between chunks breaks the client's connection", async () => {
    const { client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n"))
        socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
    });
    client.send(get);
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
  });

  it("that comes before the request is whole is passed on, then the connection ends", async () => {
    const { client } = await startChain((connection, socket) => {
      if (connection.bytes.includes("\r\n\r\n") && !connection.bytes.includes("sent"))
        socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
    });
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc");
    const answer = await client.answer();
    expect(answer.status).toBe(413);
    expect(answer.headers.get("connection")).toBe("close");
    client.send("more");
    await client.all();
    expect(client.errorCode).toBe(null);
  });
});
