import { mkdtempSync } from "node:fs";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bootstrapAuth } from "@/lib/auth/bootstrap";
import { systemContext } from "@/lib/auth/context";
import { storeToken } from "@/lib/auth/tokens";
import { EngineClient } from "@/lib/engine-client/engine-client";
import { keepEngineClient } from "@/lib/engine-client/instance";
import type { LiveEvents } from "@/lib/model/live";
import { createLoadBalancer } from "@/lib/services/loadbalancer/create";
import { deleteLoadBalancer } from "@/lib/services/loadbalancer/delete";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import { createProject } from "@/lib/services/project/create";
import { createServer as createBackendServer } from "@/lib/services/server/create";
import { listSubnets } from "@/lib/services/subnet/list";
import { emptySnapshot } from "@/lib/wire/snapshot";
import { GET } from "./route";

const soon = { timeout: 10_000, interval: 10 };
let server: Server;
let client: EngineClient;
const own = { project: "", balancer: "" };
const other = { project: "", balancer: "" };

beforeAll(async () => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-"));
  process.env.EVENKEEL_ADMIN_PASSWORD = "correct horse";
  await bootstrapAuth(() => {});
  const generation = () => 1;
  client = keepEngineClient(
    new EngineClient({ socketPath: "/nonexistent", snapshot: emptySnapshot, generation, storePoint: () => {} }),
  );
  const ctx = systemContext();
  const { db } = ctx;
  const subnetId = listSubnets(ctx)[0]?.id ?? "";
  for (const [name, side] of [
    ["own", own],
    ["other", other],
  ] as const) {
    side.project = createProject(ctx, { name }).id;
    side.balancer = createLoadBalancer(ctx, { name, subnetId, projectId: side.project }).id;
    storeToken(db, `token-${name}`, { name, role: "operator", projectId: side.project });
  }
  storeToken(db, "token-all", { name: "all", role: "observer", projectId: null });
  server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  client.stop();
  server.closeAllConnections();
  server.close();
});

/** The route behind a real socket, as Next puts it there. */
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const stop = new AbortController();
  response.on("close", () => stop.abort());
  const headers = new Headers(request.headers as Record<string, string>);
  const answer = await GET(new Request("http://127.0.0.1/api/events", { headers, signal: stop.signal }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as never), response);
}

/** What came on one stream so far. */
async function listen(token: string): Promise<{ status: number; said: () => string; close: () => void }> {
  const { port } = server.address() as AddressInfo;
  const headers = { "x-auth-token": token, host: "127.0.0.1:3000" };
  const answer = await new Promise<IncomingMessage>((done, fail) => {
    get({ host: "127.0.0.1", port, path: "/api/events", headers }, done).on("error", fail);
  });
  let text = "";
  answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return { status: answer.statusCode ?? 0, said: () => text, close: () => answer.destroy() };
}

function sample(): LiveEvents["sample"] {
  const loadBalancers = { [own.balancer]: [1], [other.balancer]: [2] };
  return { at: Date.now(), loadBalancers, listeners: {}, members: { [other.balancer]: [3] }, eips: {}, pools: {} };
}

test("nobody gets no stream", async () => {
  const answer = await listen("no-token");
  expect(answer.status).toBe(401);
});

test("somebody with one project hears of what belongs to it, of the rest not even an id", async () => {
  const [mine, theirs, all] = await Promise.all(["token-own", "token-other", "token-all"].map(listen));
  expect([mine?.status, theirs?.status, all?.status]).toEqual([200, 200, 200]);
  await vi.waitFor(() => expect(mine?.said()).toContain("event: snapshot"), soon);
  await vi.waitFor(() => expect(all?.said()).toContain("event: snapshot"), soon);
  client.hub.publish({ name: "sample", data: sample() });
  const ctx = { ...systemContext(), engine: client };
  createBackendServer(ctx, { name: "s", address: "10.9.9.9", projectId: other.project });
  updateLoadBalancer(ctx, { id: other.balancer, name: "renamed" });
  deleteLoadBalancer(ctx, { id: other.balancer });
  createBackendServer(ctx, { name: "s", address: "10.9.9.9", projectId: own.project });
  updateLoadBalancer(ctx, { id: own.balancer, name: "renamed" });
  deleteLoadBalancer(ctx, { id: own.balancer });
  const changed = (text = "") => text.split("event: changed").length - 1;
  await vi.waitFor(() => expect([mine, theirs, all].map((one) => changed(one?.said()))).toEqual([3, 3, 6]), soon);
  for (const [said, seen, hidden] of [
    [mine?.said(), own, other],
    [theirs?.said(), other, own],
  ] as const) {
    expect(said).toContain("event: sample");
    expect(said).toContain(seen.balancer);
    expect(said).not.toContain(hidden.balancer);
    expect(said).not.toContain(hidden.project);
  }
  expect(all?.said()).toContain(own.balancer);
  expect(all?.said()).toContain(other.balancer);
  for (const one of [mine, theirs, all]) one?.close();
  await vi.waitFor(() => expect(client.hub.size).toBe(0), soon);
});
