import { and, desc, eq, gt } from "drizzle-orm";
import { session, user } from "@/lib/db/schema";
import { programOf, type SessionView } from "@/lib/model/session";
import type { Context } from "../context";

/** Where one is signed in, the newest first; an administrator sees everybody's. `ownId`: the session that asks. */
export function listSessions(ctx: Context, ownId: string | null): SessionView[] {
  const isOpen = gt(session.expiresAt, new Date(ctx.now()));
  const rows = ctx.db
    .select({ session, userName: user.name })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(ctx.actor.role === "admin" ? isOpen : and(isOpen, eq(session.userId, ctx.actor.id)))
    .orderBy(desc(session.createdAt), session.id)
    .all();
  return rows.map(({ session: row, userName }) => ({
    id: row.id,
    userId: row.userId,
    userName,
    address: row.ipAddress ?? "",
    program: programOf(row.userAgent ?? ""),
    signedInAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    isThis: row.id === ownId,
  }));
}
