import "server-only";
import { getDatabase } from "@/lib/db/client";
import { engineSocketPath } from "@/lib/db/data-directory";
import { keepMetrics } from "@/lib/metrics/keeper";
import { storePoints } from "@/lib/metrics/store";
import { currentGeneration } from "@/lib/services/settings";
import { buildSnapshot } from "@/lib/services/snapshot/build";
import { expireTraces } from "@/lib/services/trace/expire";
import { EngineClient } from "./engine-client";
import { findEngineClient, keepEngineClient } from "./instance";

const hourMs = 3_600_000;

/** Starts the client once for the process; safe to repeat. */
export function startEngineClient(log?: (message: string) => void): EngineClient {
  const existing = findEngineClient();
  if (existing !== null) return existing;
  const db = getDatabase();
  const client = new EngineClient({
    socketPath: engineSocketPath(),
    snapshot: () => buildSnapshot(db),
    generation: () => currentGeneration(db),
    storePoint: (window) => storePoints(db, window),
    log,
  });
  keepEngineClient(client).start();
  keepMetrics(db, log);
  const expire = () => expireTraces(db, Date.now());
  expire();
  setInterval(expire, hourMs).unref();
  return client;
}
