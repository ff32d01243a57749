import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

/* Answers that have no body whatever they say (RFC 9112 6.3): what follows them belongs to nobody. */

const poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
const head = "HEAD /first HTTP/1.1\r\nHost: h\r\n\r\n";
const get = "GET /first HTTP/1.1\r\nHost: h\r\n\r\n";
const other = "GET /other HTTP/1.1\r\nHost: h\r\n\r\n";

const cases: [name: string, request: string, answer: string, given: string][] = [
  [
    "HEAD with a length",
    head,
    `HTTP/1.1 200 OK\r\nContent-Length: ${poison.length}\r\n\r\n${poison}`,
    `HTTP/1.1 200 OK\r\nContent-Length: ${poison.length}\r\n\r\n`,
  ],
  ["HEAD in chunks", head, `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${poison}`, "HTTP/1.1 200 OK\r\n\r\n"],
  ["HEAD without framing", head, `HTTP/1.1 200 OK\r\n\r\n${poison}`, "HTTP/1.1 200 OK\r\n\r\n"],
  [
    "304 with a length",
    get,
    `HTTP/1.1 304 Not Modified\r\nContent-Length: ${poison.length}\r\n\r\n${poison}`,
    `HTTP/1.1 304 Not Modified\r\nContent-Length: ${poison.length}\r\n\r\n`,
  ],
  [
    "304 in chunks",
    get,
    `HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n${poison}`,
    "HTTP/1.1 304 Not Modified\r\n\r\n",
  ],
  [
    "204 with a length",
    get,
    `HTTP/1.1 204 No Content\r\nContent-Length: ${poison.length}\r\n\r\n${poison}`,
    "HTTP/1.1 204 No Content\r\n\r\n",
  ],
  [
    "204 in chunks",
    get,
    `HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n${poison}`,
    "HTTP/1.1 204 No Content\r\n\r\n",
  ],
  ["204 without framing", get, `HTTP/1.1 204 No Content\r\n\r\n${poison}`, "HTTP/1.1 204 No Content\r\n\r\n"],
];

describe("an answer without a body that brings one", () => {
  it.each(cases)("loses it, and nobody else gets it: %s", async (_name, request, answer, given) => {
    const { backend, balancer, client } = await startChain(
      answerEach((text) => (text.includes("/first") ? answer : ok("fine"))),
    );
    client.send(request);
    await client.until(() => client.received.endsWith("\r\n\r\n"), "the answer");
    expect(client.received).toBe(given);
    client.received = "";
    const someone = await openClient(balancer.port);
    someone.send(other);
    expect((await someone.answer()).body).toBe("fine");
    client.send(other);
    expect((await client.answer()).body).toBe("fine");
    expect(backend.connections).toHaveLength(2);
    expect(backend.connections[1]?.bytes).toMatch(/^GET \/other /);
  });

  it("late: the connection that waits for its next request is closed", async () => {
    const { backend, balancer, client } = await startChain(
      answerEach((text) => (text.includes("/first") ? "HTTP/1.1 204 No Content\r\n\r\n" : ok("fine"))),
    );
    client.send(get);
    expect((await client.answer()).status).toBe(204);
    backend.connections[0]?.socket.write(poison);
    await eventually(() => backend.connections[0]?.ended === true, "it is closed");
    const someone = await openClient(balancer.port);
    someone.send(other);
    expect((await someone.answer()).body).toBe("fine");
    expect(backend.connections).toHaveLength(2);
  });
});
