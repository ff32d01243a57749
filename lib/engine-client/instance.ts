import "server-only";
import type { EngineClient } from "./engine-client";

const holder = globalThis as { evenkeelEngineClient?: EngineClient };

/** The console's one client, or null before {@link keepEngineClient} (in tests, in builds). */
export function findEngineClient(): EngineClient | null {
  return holder.evenkeelEngineClient ?? null;
}

export function keepEngineClient(client: EngineClient): EngineClient {
  holder.evenkeelEngineClient ??= client;
  return holder.evenkeelEngineClient;
}
