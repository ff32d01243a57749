import { count, eq } from "drizzle-orm";
import { configurationChanges, configurationGenerations } from "@/lib/db/schema";
import type { Context } from "../context";
import type { Mutation } from "../mutation";

/** Writes who made this generation; what it changed the database's triggers have written already. */
export function recordGeneration(ctx: Context, { tx, generation, at, headline }: Mutation): void {
  const ofIt = eq(configurationChanges.generation, generation);
  const changes = tx.select({ n: count() }).from(configurationChanges).where(ofIt).get()?.n ?? 0;
  tx.insert(configurationGenerations)
    .values({
      generation,
      at,
      userId: ctx.actor.id,
      userName: ctx.actor.name,
      type: ctx.source,
      sourceIp: ctx.sourceIp,
      requestId: ctx.requestId,
      event: headline?.event ?? "",
      resourceType: headline?.resource.type ?? "",
      resourceId: headline?.resource.id ?? "",
      resourceName: headline?.resource.name ?? "",
      changes,
    })
    .run();
}
