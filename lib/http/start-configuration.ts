import "server-only";
import { systemContext } from "@/lib/auth/context";
import { undoOverdue } from "@/lib/services/configuration/confirmation";
import { expireGenerations } from "@/lib/services/configuration/kept-days";

const tickMs = 1_000;
const hourMs = 3_600_000;
const holder = globalThis as { evenkeelConfiguration?: NodeJS.Timeout };

/** Undoes what nobody confirmed in time, also what was begun before a restart; forgets old generations. */
export function startConfigurationKeeper(log: (message: string) => void): void {
  if (holder.evenkeelConfiguration !== undefined) return;
  let expireAt = 0;
  holder.evenkeelConfiguration = setInterval(() => {
    try {
      const ctx = systemContext();
      undoOverdue(ctx, log);
      if (ctx.now() < expireAt) return;
      expireGenerations(ctx.db, ctx.now());
      expireAt = ctx.now() + hourMs;
    } catch (error) {
      log(`configuration: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, tickMs).unref();
}
