import type { EngineClient } from "@/lib/engine-client/engine-client";

/** Do console and engine work, and does the engine run what is stored? No secrets: anybody may ask. */
export function readHealth(engine: EngineClient | null): { status: number; body: Record<string, unknown> } {
  let generation: number;
  try {
    if (engine === null) return { status: 503, body: { console: "starting", engine: "unknown" } };
    generation = engine.generation;
  } catch {
    return { status: 503, body: { console: "the database cannot be read", engine: "unknown" } };
  }
  const { connected, running, problem } = engine;
  const well = connected && problem === null;
  const word = well ? "ok" : `${connected ? "" : "not connected: "}${problem ?? ""}`;
  return { status: well ? 200 : 503, body: { console: "ok", engine: word, generation, running } };
}
