import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { settings } from "@/lib/db/schema";

export function readSetting(tx: Reader, key: string): unknown {
  return tx.select().from(settings).where(eq(settings.key, key)).get()?.value ?? null;
}

/** The generation of the desired state. */
export function currentGeneration(tx: Reader): number {
  return Number(readSetting(tx, "generation") ?? 0);
}

export function defaultProjectId(tx: Reader): string {
  return String(readSetting(tx, "defaultProjectId"));
}
