import { expect, it } from "vitest";
import { MemberCell } from "@/engine/observe/cells";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";
import { latencyBuckets } from "@/lib/model/latency";

/** What is sent: by path how often, and what the member makes of it. */
const load = {
  "/ok": { times: 120, answer: ok("x".repeat(300)) },
  "/moved": { times: 30, answer: "HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n" },
  "/missing": { times: 20, answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone" },
  "/refused": { times: 15, answer: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" },
  "/broken": { times: 10, answer: "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n" },
  "/nonsense": { times: 5, answer: "this is no HTTP\r\n\r\n" },
} as const;
const clients = 5;
const givenUp = 3;

it("a known load is counted exactly: requests, classes of answers, connections and bytes (MT-04, MT-07 to MT-19)", async () => {
  const backend = await startBackend(
    answerEach((head) => {
      const path = head.split(" ")[1] ?? "";
      return path === "/silent" ? "" : load[path as keyof typeof load].answer;
    }),
  );
  const balancer = startBalancer({ members: [{ port: backend.port }] });
  const opened = await Promise.all(Array.from({ length: clients }, () => openClient(balancer.port)));
  await Promise.all(
    opened.map(async (client) => {
      for (const [path, { times }] of Object.entries(load)) {
        for (let time = 0; time < times / clients; time++) {
          client.send(`POST ${path} HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\n1234567`);
          await client.answer();
        }
      }
    }),
  );
  const sent = opened.reduce((sum, { socket }) => sum + socket.bytesWritten, 0);
  const received = opened.reduce((sum, { socket }) => sum + socket.bytesRead, 0);
  expect([balancer.count("bytesIn"), balancer.count("bytesOut")]).toEqual([sent, received]);
  expect(balancer.count("connections")).toBe(clients);

  for (let index = 0; index < givenUp; index++) {
    const client = await openClient(balancer.port);
    client.send("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n");
    await eventually(() => backend.bytes.split("/silent").length === index + 2, "it is asked");
    client.socket.resetAndDestroy();
    await eventually(() => balancer.count("status499") === index + 1, "it is counted");
  }
  const counted = (
    [
      "requests",
      "status2xx",
      "status3xx",
      "status4xx",
      "status404",
      "status499",
      "status5xx",
      "status502",
      "statusOther",
      "newConnections",
    ] as const
  ).map((cell) => [cell, balancer.count(cell)]);
  expect(Object.fromEntries(counted)).toEqual({
    requests: 203,
    status2xx: 120,
    status3xx: 30,
    status4xx: 20 + 15 + givenUp,
    status404: 20,
    status499: givenUp,
    status5xx: 10 + 5,
    status502: 5,
    statusOther: 0,
    newConnections: clients + givenUp,
  });
  const { shared } = balancer;
  const ofMember = (cell: keyof typeof MemberCell) => shared.memberOf(0)[MemberCell[cell]];
  // Whole answers of the member: nonsense, and what nobody waited for, is none.
  expect([ofMember("requests"), ofMember("failures"), ofMember("responses")]).toEqual([203, 5, 195]);
  const timed = shared.memberLatencyOf(0).subarray(0, latencyBuckets);
  expect(timed.reduce((sum, count) => sum + count, 0)).toBe(195);
  expect(ofMember("responseTimeUs")).toBeGreaterThan(0);
  expect(ofMember("responseTimeUs")).toBeLessThan(balancer.count("responseTimeUs"));
});
