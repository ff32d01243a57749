import { expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

it("idle connections to members give way to new ones where the worker may have no more", async () => {
  const backends = await Promise.all(Array.from({ length: 6 }, () => startBackend()));
  const balancer = startBalancer({ members: backends.map(({ port }) => ({ port })) });
  const { registry } = balancer.dataPath;
  registry.maxConnections = 3;
  const client = await openClient(balancer.port);
  for (let i = 0; i < 30; i++) {
    client.send(get);
    expect((await client.answer()).status).toBe(200);
    expect(registry.connections).toBeLessThanOrEqual(3);
  }
  expect(backends.map(({ requestLines }) => requestLines.length)).toEqual([5, 5, 5, 5, 5, 5]);
  const open = () => backends.flatMap(({ connections }) => connections).filter(({ closed }) => !closed).length;
  await eventually(() => open() === registry.connections, "as many are open as are counted");
});

it("connections to members are counted whatever becomes of them", async () => {
  const gone = await startBackend();
  const { port } = gone;
  await gone.stop();
  const closing = await startBackend((_connection, socket) => socket.destroy());
  const slow = await startBackend(() => undefined);
  const fine = await startBackend(answerEach());
  const balancer = startBalancer({
    members: [{ port }, { port: closing.port }, { port: slow.port }, { port: fine.port }],
    listener: { memberDataMs: 100 },
  });
  const { registry } = balancer.dataPath;
  for (let i = 0; i < 12; i++) {
    const client = await openClient(balancer.port);
    client.send(get);
    expect([200, 502, 504]).toContain((await client.answer()).status);
    client.destroy();
  }
  await eventually(() => registry.connections === registry.idle, "none is in use");
  expect(registry.idle).toBeGreaterThan(0);
  balancer.apply({ members: [] });
  expect([registry.connections, registry.idle]).toEqual([0, 0]);
});
