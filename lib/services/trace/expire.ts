import { lt } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { traces } from "@/lib/db/schema";

/** Days for which operations are kept; the screens show the last seven (AU-01). */
const retentionDays = 180;

export function expireTraces(tx: Reader, now: number): void {
  tx.delete(traces)
    .where(lt(traces.at, now - retentionDays * 86_400_000))
    .run();
}
