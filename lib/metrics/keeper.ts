import type { Db } from "@/lib/db/client";
import { rollUp } from "./roll-up";
import { expirePoints } from "./store";

const everyMs = 10_000;
/** Turns between two looks for what is older than is kept: an hour. */
const turnsAnHour = 360;
/** Steps a turn at most, with other work let in between. */
const stepsATurn = 50;

/** Rolls minutes up and forgets old ones, a little at a time, for as long as the process lives. */
export function keepMetrics(db: Db, log?: (message: string) => void): void {
  let turn = 0;
  let expired: number | null = 0;
  const work = async () => {
    for (let step = 0; step < stepsATurn && rollUp(db); step++) await new Promise(setImmediate);
    if (turn++ % turnsAnHour === 0) expired = 0;
    if (expired === null) return;
    const next = expirePoints(db, Date.now(), expired);
    expired = next === 0 ? null : next;
  };
  const next = () => {
    work()
      .catch((error: unknown) => log?.(`metrics were not rolled up: ${String(error)}`))
      .finally(() => setTimeout(next, everyMs).unref());
  };
  next();
}
