import { eq, max } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { projects, session, user } from "@/lib/db/schema";
import { roles } from "@/lib/model/api-token";
import type { UserView } from "@/lib/model/user";
import { type Context, requireRole } from "../context";
import { notFound } from "../errors";

/** Everybody who may sign in, for administrators. */
export function listUsers(ctx: Context): UserView[] {
  requireRole(ctx, "admin");
  return readUsers(ctx.db);
}

export function readUsers(tx: Reader): UserView[] {
  const newest = tx
    .select({ userId: session.userId, at: max(session.createdAt).as("at") })
    .from(session)
    .groupBy(session.userId)
    .as("newest");
  const rows = tx
    .select({ user, projectName: projects.name, signedInAt: newest.at })
    .from(user)
    .leftJoin(projects, eq(projects.id, user.projectId))
    .leftJoin(newest, eq(newest.userId, user.id))
    .orderBy(user.createdAt, user.id)
    .all();
  return rows.map((row) => ({
    id: row.user.id,
    name: row.user.name,
    role: roles.find((known) => known === row.user.role) ?? "observer",
    projectId: row.user.projectId,
    projectName: row.projectName ?? "",
    disabled: row.user.disabledAt !== null,
    createdAt: row.user.createdAt.getTime(),
    signedInAt: row.signedInAt === null ? null : new Date(row.signedInAt).getTime(),
  }));
}

export function findUser(tx: Reader, id: string): UserView {
  const found = readUsers(tx).find((one) => one.id === id);
  if (found === undefined) throw notFound("user", id);
  return found;
}
