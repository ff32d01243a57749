import "server-only";
import { systemContext } from "@/lib/auth/context";
import { ScalingKeeper } from "@/lib/services/scalinggroup/keeper";

const tickMs = 1_000;
const holder = globalThis as { evenkeelScalingKeeper?: NodeJS.Timeout };

/** Starts the timer of the scaling groups once for the process; safe to repeat. */
export function startScalingKeeper(log: (message: string) => void): void {
  if (holder.evenkeelScalingKeeper !== undefined) return;
  const keeper = new ScalingKeeper(systemContext, log);
  holder.evenkeelScalingKeeper = setInterval(() => {
    try {
      keeper.tick();
    } catch (error) {
      log(`scaling groups: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, tickMs).unref();
}
