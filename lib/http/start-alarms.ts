import "server-only";
import { systemContext } from "@/lib/auth/context";
import { AlarmDeliverer } from "@/lib/services/alarm/deliver";
import { expireAlarmEvents } from "@/lib/services/alarm/expire";
import { AlarmKeeper } from "@/lib/services/alarm/keeper";
import { storedMetrics } from "@/lib/services/alarm/read-metric";

const standardTickMs = 2_000;
const hourMs = 3_600_000;
const holder = globalThis as { evenkeelAlarms?: NodeJS.Timeout };

/** Starts the timer of the alarms once for the process; safe to repeat. `EVENKEEL_ALARM_TICK_MS`: for journeys. */
export function startAlarms(log: (message: string) => void): void {
  if (holder.evenkeelAlarms !== undefined) return;
  const wanted = Number(process.env.EVENKEEL_ALARM_TICK_MS);
  const shorter = Number.isFinite(wanted) && wanted >= 100 ? wanted : undefined;
  const keeper = new AlarmKeeper(systemContext, storedMetrics, shorter);
  const deliverer = new AlarmDeliverer(systemContext);
  const failed = (error: unknown) => log(`alarms: ${error instanceof Error ? error.message : String(error)}`);
  let expireAt = 0;
  holder.evenkeelAlarms = setInterval(() => {
    try {
      keeper.tick();
      if (Date.now() >= expireAt) {
        expireAlarmEvents(systemContext().db, Date.now());
        expireAt = Date.now() + hourMs;
      }
    } catch (error) {
      failed(error);
    }
    deliverer.tick().catch(failed);
  }, shorter ?? standardTickMs).unref();
}
