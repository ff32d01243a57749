import { expect, it } from "vitest";
import { MemberCell } from "@/engine/observe/cells";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { eventually } from "@/engine/testing/deadline";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const minute = 60_000;

async function setUp(pool: Parameters<typeof startBalancer>[0]["pool"] = {}) {
  const backends = await Promise.all(["0", "1"].map((name) => startBackend(answerEach(ok(name)))));
  const members = (drainUntil: number | null) =>
    backends.map(({ port }, index) => ({ port, drainUntil: index === 0 ? drainUntil : null }));
  const balancer = startBalancer({ members: members(null), pool });
  const client = await openClient(balancer.port);
  const ask = async (cookie = "") => {
    client.send(`GET / HTTP/1.1\r\nHost: h\r\n${cookie === "" ? "" : `Cookie: ${cookie}\r\n`}\r\n`);
    const { status, body, headers } = await client.answer();
    return { status, body, cookie: headers.get("set-cookie")?.split(";")[0] ?? "" };
  };
  const drain = (drainUntil: number | null) => balancer.apply({ members: members(drainUntil) });
  const askTimes = async (times: number) => {
    const bodies: string[] = [];
    for (let i = 0; i < times; i++) bodies.push((await ask()).body);
    return bodies;
  };
  return { backends, balancer, ask, askTimes, drain };
}

it("gets nothing new while it drains, and its turn again when that is undone (AL-02)", async () => {
  const { askTimes, drain } = await setUp();
  drain(Date.now() + minute);
  expect(await askTimes(4)).toEqual(["1", "1", "1", "1"]);
  drain(null);
  expect(new Set(await askTimes(4))).toEqual(new Set(["0", "1"]));
});

it("keeps its sessions until their time is over, then they move; each is counted", async () => {
  const persistence = { type: "HTTP_COOKIE" as const, cookieName: null, timeoutMs: minute };
  const { balancer, ask, drain } = await setUp({ persistence });
  const answers = [await ask(), await ask()];
  const session = answers.find(({ body }) => body === "0")?.cookie ?? "";
  drain(Date.now() + minute);
  expect((await ask(session)).body).toBe("0");
  expect((await ask(session)).body).toBe("0");
  expect(balancer.shared.memberOf(0)[MemberCell.sessions]).toBe(2);
  balancer.setHealth(0, "offline");
  expect((await ask(session)).body).toBe("1");
  balancer.setHealth(0, "online");
  expect((await ask(session)).body).toBe("0");
  drain(Date.now() - 1);
  expect((await ask(session)).body).toBe("1");
});

it("finishes the request that it holds", async () => {
  const { backends, balancer } = await setUp();
  let release = () => {};
  for (const backend of backends) {
    backend.behaviour = (connection, socket) => void (release = () => socket.write(ok("late")));
  }
  const client = await openClient(balancer.port);
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  await eventually(() => backends.some(({ bytes }) => bytes !== ""), "it is under way");
  const holder = balancer.inFlight(0) === 1 ? 0 : 1;
  balancer.apply({
    members: backends.map(({ port }, index) => ({ port, drainUntil: index === holder ? Date.now() - 1 : null })),
  });
  expect(balancer.inFlight(holder)).toBe(1);
  release();
  expect((await client.answer()).body).toBe("late");
  expect(balancer.inFlight(holder)).toBe(0);
});

it("answers 503 when the only servers left drain, also where the group fails open", async () => {
  const { backends, balancer, ask } = await setUp({ failOpen: true });
  balancer.apply({ members: backends.map(({ port }) => ({ port, drainUntil: Date.now() + minute })) });
  expect((await ask()).status).toBe(503);
});
