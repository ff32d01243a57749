import type { Reader } from "@/lib/db/client";
import { expireBefore } from "./chain";

/** Days for which operations are kept; the screens show the last seven (AU-01). */
const retentionDays = 180;

export function expireTraces(db: Reader, now: number): void {
  expireBefore(db, now - retentionDays * 86_400_000);
}
