import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveConnection } from "./live-connection";
import { LiveStore } from "./live-store";

/** What a browser does with an answer that is no stream: it says that it failed, and not why. */
class FailingSource extends EventTarget {
  static readonly OPEN = 1;
  static opened = 0;
  readonly readyState = 2;
  constructor(readonly url: string) {
    super();
    FailingSource.opened += 1;
    queueMicrotask(() => this.dispatchEvent(new Event("error")));
  }
  close(): void {}
}

let server: Server;
let status = 401;
beforeEach(async () => {
  FailingSource.opened = 0;
  vi.stubGlobal("EventSource", FailingSource);
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("window", new EventTarget());
  vi.spyOn(Math, "random").mockReturnValue(0);
  server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

function connect(): { store: LiveStore; release: () => void } {
  const store = new LiveStore();
  const { port } = server.address() as AddressInfo;
  return { store, release: new LiveConnection(store, `http://127.0.0.1:${port}/api/events`).retain() };
}

test.each([
  [401, "signedOut"],
  [403, "refused"],
] as const)("an answer of %d ends the tries and says so", async (answer, word) => {
  status = answer;
  const { store, release } = connect();
  await vi.waitFor(() => expect(store.currentStatus).toBe(word));
  expect(FailingSource.opened).toBe(1);
  // Longer than the first wait would have been: nothing is tried again.
  await expect(vi.waitFor(() => expect(FailingSource.opened).toBeGreaterThan(1), { timeout: 1500 })).rejects.toThrow();
  release();
});

test("a console that is starting is tried again", async () => {
  status = 503;
  const { store, release } = connect();
  await vi.waitFor(() => expect(FailingSource.opened).toBeGreaterThan(1), { timeout: 5000 });
  expect(store.currentStatus).toBe("reconnecting");
  release();
});
