import "server-only";
import { getDatabase } from "@/lib/db/client";
import { runLogTransfers } from "@/lib/services/logtransfer/run-all";

const everyMs = 15_000;

/** Looks after log transfers until it is stopped; a round that is under way is given up, and done again later. */
export function startLogTransfers(log: (message: string) => void): { stop: () => void } {
  const stopping = new AbortController();
  let running = false;
  const round = async () => {
    if (running) return;
    running = true;
    try {
      await runLogTransfers(getDatabase(), Date.now, stopping.signal);
    } catch (error) {
      log(`log transfers: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void round(), everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}
