import { expect } from "vitest";
import type { Balancer } from "@/engine/testing/balancer";
import type { RecordingBackend } from "@/engine/testing/recording-backend";
import { openClient } from "@/engine/testing/session";

const seen =
  "GET /intact HTTP/1.1\r\nHost: other\r\nX-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n";

/** Another client is served, and the member's next bytes are its request, whole and alone. */
export async function expectIntact(balancer: Balancer, backend: RecordingBackend): Promise<void> {
  const before = backend.connections.map(({ bytes }) => bytes.length);
  const other = await openClient(balancer.port);
  other.send("GET /intact HTTP/1.1\r\nHost: other\r\n\r\n");
  expect((await other.answer()).status).toBe(200);
  other.destroy();
  expect(backend.connections.map(({ bytes }, i) => bytes.slice(before[i] ?? 0)).join("")).toBe(seen);
}
