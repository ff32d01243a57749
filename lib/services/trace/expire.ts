import type { Reader } from "@/lib/db/client";
import { readKeptDays } from "../configuration/kept-days";
import { expireBefore } from "./chain";

/** Forgets operations that are older than the setting says; the screens show the last seven days (AU-01). */
export function expireTraces(db: Reader, now: number): void {
  expireBefore(db, now - readKeptDays(db) * 86_400_000);
}
