import type { EngineClient } from "@/lib/engine-client/engine-client";
import type { LiveEvent } from "@/lib/engine-client/event-hub";
import type { LiveScope } from "@/lib/services/topology/live-scope";
import { scopedEvent } from "./scoped-events";

const heartbeatMs = 15_000;
/** Events that wait for a slow reader before it is dropped; it reconnects and begins with a snapshot. */
const maxWaiting = 120;

/**
 * The events of one tab, from a first snapshot on until the reader goes away, falls too far behind, or may no longer
 * see them: `allowed` is asked again with every heartbeat, so that signing out ends the stream too. With a `scope` only
 * what is in it is told.
 */
export function openEventStream(
  engine: EngineClient,
  signal: AbortSignal,
  allowed: () => Promise<boolean> = () => Promise.resolve(true),
  scope: LiveScope | null = null,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const send = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) return close();
          controller.enqueue(encoder.encode(text));
        };
        const tell = (event: LiveEvent) => {
          const told = scope === null ? event : scopedEvent(event, scope);
          if (told !== null) send(formatEvent(told));
        };
        const stop = engine.hub.subscribe(
          (event) => tell(event),
          () => close(),
        );
        const beat = async () => ((await allowed().catch(() => false)) ? send(": still here\n\n") : close());
        const timer = setInterval(() => void beat(), heartbeatMs);
        close = () => {
          if (!open) return;
          open = false;
          stop();
          clearInterval(timer);
          try {
            controller.close();
          } catch {
            // The reader cancelled first.
          }
        };
        signal.addEventListener("abort", close, { once: true });
        if (signal.aborted || engine.hub.closed) return close();
        send("retry: 2000\n\n");
        tell({ name: "snapshot", data: engine.liveSnapshot() });
      },
      cancel() {
        close();
      },
    },
    new CountQueuingStrategy({ highWaterMark: maxWaiting }),
  );
}

function formatEvent(event: LiveEvent): string {
  return `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
}
