import { and, asc, eq, ne } from "drizzle-orm";
import { l7Policies } from "@/lib/db/schema";
import type { Mutation } from "../mutation";

/**
 * Puts a policy at `position` (1 is first; absent or beyond the end is last) and numbers its listener's policies from 1
 * without holes, as Octavia does. Gives the position that it has now.
 */
export function placePolicy({ tx }: Mutation, listenerId: string, id: string, position?: number): number {
  const others = tx
    .select({ id: l7Policies.id, position: l7Policies.position })
    .from(l7Policies)
    .where(and(eq(l7Policies.listenerId, listenerId), ne(l7Policies.id, id)))
    .orderBy(asc(l7Policies.position))
    .all();
  const place = Math.min(position ?? Number.MAX_SAFE_INTEGER, others.length + 1);
  for (const [index, other] of others.entries()) {
    const wanted = index + 1 < place ? index + 1 : index + 2;
    if (other.position !== wanted) {
      tx.update(l7Policies).set({ position: wanted }).where(eq(l7Policies.id, other.id)).run();
    }
  }
  tx.update(l7Policies).set({ position: place }).where(eq(l7Policies.id, id)).run();
  return place;
}

/** Closes the hole that a deleted policy left. */
export function closeHole({ tx }: Mutation, listenerId: string): void {
  const rows = tx
    .select({ id: l7Policies.id, position: l7Policies.position })
    .from(l7Policies)
    .where(eq(l7Policies.listenerId, listenerId))
    .orderBy(asc(l7Policies.position))
    .all();
  for (const [index, row] of rows.entries()) {
    if (row.position !== index + 1) {
      tx.update(l7Policies)
        .set({ position: index + 1 })
        .where(eq(l7Policies.id, row.id))
        .run();
    }
  }
}
