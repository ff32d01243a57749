import { describe, expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { ask, openSession } from "../testing/client";
import { http2Tls } from "../testing/https";

async function start(behaviour = answerEach(ok("ok", "X-From: member\r\n"))) {
  const backend = await startBackend(behaviour);
  const balancer = startBalancer({
    members: [{ port: backend.port }],
    listener: { protocol: "HTTPS", tls: http2Tls() },
  });
  return { backend, balancer, session: openSession(balancer.port) };
}

describe("a request of HTTP/2", () => {
  it("goes to a member as HTTP/1.1 and its answer comes back", async () => {
    const { backend, session } = await start();
    const answer = await ask(session, { ":path": "/a?b=c", "x-test": "1", cookie: ["a=1", "b=2"] });
    expect(answer).toMatchObject({ status: 200, code: 0 });
    expect(answer.body.toString()).toBe("ok");
    expect(answer.headers["x-from"]).toBe("member");
    expect(backend.requestLines).toEqual(["GET /a?b=c HTTP/1.1"]);
    expect(backend.bytes).toMatch(/\r\ncookie: a=1; b=2\r\n/);
    expect(backend.bytes).toMatch(/\r\nX-Forwarded-For: 127\.0\.0\.1\r\n/);
  });

  it("carries a body of known and of unknown length", async () => {
    const { backend, session } = await start();
    await ask(session, { ":method": "POST", ":path": "/known", "content-length": 5 }, "hello");
    expect(backend.bytes).toMatch(/content-length: 5\r\n[^]*\r\n\r\nhello$/);
    await ask(session, { ":method": "POST", ":path": "/unknown" }, "hello");
    expect(backend.bytes).toMatch(/Transfer-Encoding: chunked\r\n[^]*\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
  });

  it("shares a connection with a hundred others", async () => {
    const { session } = await start(answerEach((head) => ok(head.split(" ")[1] as string)));
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(session, { ":path": `/${at}` })));
    expect(answers.map(({ body }) => body.toString())).toEqual(Array.from({ length: 100 }, (_, at) => `/${at}`));
  });
});
