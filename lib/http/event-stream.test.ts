import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EngineClient } from "@/lib/engine-client/engine-client";
import type { LiveEvent } from "@/lib/engine-client/event-hub";
import { emptySnapshot } from "@/lib/wire/snapshot";
import { openEventStream } from "./event-stream";
import { readHealth } from "./health";

let client: EngineClient;
let abort: AbortController;
beforeEach(() => {
  abort = new AbortController();
  client = new EngineClient({
    socketPath: "/nonexistent",
    snapshot: emptySnapshot,
    generation: () => 3,
    storePoint: () => {},
  });
});
afterEach(() => abort.abort());

const change: LiveEvent = { name: "changed", data: { changes: [{ type: "pool", id: "p" }] } };

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

test("begins with a snapshot and goes on with what happens", async () => {
  const reader = openEventStream(client, abort.signal).getReader();
  expect(await read(reader)).toMatch(/^retry: \d+\n\n$/);
  expect(await read(reader)).toMatch(/^event: snapshot\ndata: \{.*"generation":3.*\}\n\n$/);
  client.hub.publish(change);
  expect(await read(reader)).toBe(`event: changed\ndata: ${JSON.stringify(change.data)}\n\n`);
});

test("ends with its request, or when its reader goes", async () => {
  const reader = openEventStream(client, abort.signal).getReader();
  const other = openEventStream(client, new AbortController().signal);
  expect(client.hub.size).toBe(2);
  abort.abort();
  await other.cancel();
  expect(client.hub.size).toBe(0);
  while (!(await reader.read()).done);
});

test("drops a reader that does not read, and holds only so much for it", () => {
  openEventStream(client, abort.signal);
  for (let i = 0; i < 1000; i++) client.hub.publish(change);
  expect(client.hub.size).toBe(0);
});

test("health names what does not work", () => {
  expect(readHealth(null).status).toBe(503);
  expect(readHealth(client)).toEqual({
    status: 503,
    body: { console: "ok", engine: "not connected: connecting", generation: 3, running: 0 },
  });
});

test("ends when its reader may no longer see it", async () => {
  vi.useFakeTimers();
  let signedIn = true;
  openEventStream(client, abort.signal, () => Promise.resolve(signedIn));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(client.hub.size).toBe(1);
  signedIn = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(client.hub.size).toBe(0);
  vi.useRealTimers();
});

test("ends when the process does", async () => {
  const reader = openEventStream(client, abort.signal).getReader();
  client.stop();
  while (!(await reader.read()).done);
  expect(client.hub.size).toBe(0);
  expect((await openEventStream(client, abort.signal).getReader().read()).done).toBe(true);
});
