import { eq } from "drizzle-orm";
import { session, user } from "@/lib/db/schema";
import { programOf } from "@/lib/model/session";
import { type Context, requireRole } from "../context";
import { notFound } from "../errors";
import { audited, recordTrace } from "../mutation";

/** Signs a session out; whoever uses it is asked to sign in. Those of others are an administrator's. */
export function endSession(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "end session", type: "user", input: { id } }, () => {
    ctx.db.transaction(
      (tx) => {
        const found = tx
          .select({ session, name: user.name })
          .from(session)
          .innerJoin(user, eq(user.id, session.userId))
          .where(eq(session.id, id))
          .get();
        if (found === undefined) throw notFound("session", id);
        const { userId, ipAddress, userAgent, createdAt } = found.session;
        if (userId !== ctx.actor.id) requireRole(ctx, "admin");
        tx.delete(session).where(eq(session.id, id)).run();
        const before = { address: ipAddress, program: programOf(userAgent ?? ""), signedInAt: createdAt.getTime() };
        const resource = { type: "user", id: userId, name: found.name } as const;
        recordTrace(ctx, { event: "end session", resource, before }, tx);
      },
      { behavior: "immediate" },
    );
  });
}
