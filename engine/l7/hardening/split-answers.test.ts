import { describe, expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

/* A member whose headers carry bytes that another reader might take for the end of a line (threats: row 36). */

const get = "GET /first HTTP/1.1\r\nHost: h\r\n\r\n";
const rest = "Content-Length: 2\r\n\r\nok";
const split = "Set-Cookie: session=evil";

const heads: [name: string, head: string][] = [
  ["bare CR in a value", `HTTP/1.1 200 OK\r\nA: b\r${split}\r\n`],
  ["bare LF in a value", `HTTP/1.1 200 OK\r\nA: b\n${split}\r\n`],
  ["bare CR in the reason", `HTTP/1.1 200 OK\r${split}\r\n`],
  ["bare LF in the reason", `HTTP/1.1 200 OK\n${split}\r\n`],
  ["NUL in the reason", `HTTP/1.1 200 O\0K\r\n`],
  ["CR CR LF", `HTTP/1.1 200 OK\r\nA: b\r\r\n`],
  ["folded", `HTTP/1.1 200 OK\r\nA: b\r\n\t${split}\r\n`],
  ["no colon", `HTTP/1.1 200 OK\r\n${split.replace(":", "")}\r\n`],
  ["space before the colon", `HTTP/1.1 200 OK\r\nContent-Length : 0\r\n`],
  ["empty name", `HTTP/1.1 200 OK\r\n: b\r\n`],
  ["DEL in a value", `HTTP/1.1 200 OK\r\nA: \x7f\r\n`],
  ["escape in a value", `HTTP/1.1 200 OK\r\nA: \x1b[2J\r\n`],
  ["NUL in a name", `HTTP/1.1 200 OK\r\nA\0: b\r\n`],
  ["257 headers", `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(256)}`],
  ["10,000 headers", `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(10_000)}`],
  ["length in two forms", `HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n`],
  ["negative length", `HTTP/1.1 200 OK\r\nContent-Length: -2\r\n`],
  ["two codings", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n`],
  ["coding in a list", `HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n`],
  ["coding of HTTP/1.0", `HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n`],
  ["HTTP/2", `HTTP/2.0 200 OK\r\n`],
  ["status of two digits", `HTTP/1.1 20 OK\r\n`],
  ["status 099", `HTTP/1.1 099 OK\r\n`],
  ["lower case", `http/1.1 200 OK\r\n`],
];

describe("a member's head that can be read in two ways", () => {
  it.each(heads)("becomes one 502, and the connection goes on: %s", async (_name, head) => {
    const { backend, balancer, client } = await startChain(
      answerEach((text) => (text.includes("/first") ? head + rest : ok("fine"))),
    );
    client.send(get);
    const answer = await client.answer();
    expect([answer.status, answer.headers.get("server")]).toEqual([502, "elb"]);
    expect(answer.head).not.toContain("Set-Cookie");
    const other = await openClient(balancer.port);
    for (const one of [other, client]) {
      one.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
      expect((await one.answer()).body).toBe("fine");
    }
    expect(client.received).toBe("");
    expect(backend.connections[0]?.bytes).not.toContain("/other");
    expect(balancer.count("status502")).toBe(1);
  });

  it("256 headers pass", async () => {
    const lines = "A: b\r\n".repeat(255);
    const { client } = await startChain(answerEach(`HTTP/1.1 200 OK\r\n${lines}${rest}`));
    client.send(get);
    expect((await client.answer()).head.split("\r\n")).toHaveLength(257);
  });

  it("Connection takes from an answer what it names, but not its framing or cookies", async () => {
    const text = `HTTP/1.1 200 OK\r\nConnection: X-A, Content-Length, Transfer-Encoding, Set-Cookie\r\nX-A: 1\r\n${split}\r\n${rest}`;
    const { client } = await startChain(answerEach(text));
    for (let i = 0; i < 2; i++) {
      client.send(get);
      const answer = await client.answer();
      expect(answer.head).toBe(`HTTP/1.1 200 OK\r\n${split}\r\nContent-Length: 2`);
      expect(answer.body).toBe("ok");
    }
  });
});
