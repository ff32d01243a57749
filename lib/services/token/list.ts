import { eq } from "drizzle-orm";
import { apiTokens, projects, user } from "@/lib/db/schema";
import { type ApiTokenView, roles } from "@/lib/model/api-token";
import type { Context } from "../context";

/** One's own tokens; an administrator sees everybody's. Their secrets are known to nobody. */
export function listApiTokens(ctx: Context): ApiTokenView[] {
  const now = ctx.now();
  const query = ctx.db
    .select({ token: apiTokens, projectName: projects.name, userName: user.name })
    .from(apiTokens)
    .leftJoin(projects, eq(projects.id, apiTokens.projectId))
    .leftJoin(user, eq(user.id, apiTokens.userId))
    .orderBy(apiTokens.createdAt, apiTokens.id);
  const rows = ctx.actor.role === "admin" ? query.all() : query.where(eq(apiTokens.userId, ctx.actor.id)).all();
  return rows.map(({ token, projectName, userName }) => {
    const { hash: _, ...shown } = token;
    return {
      ...shown,
      role: roles.find((known) => known === token.role) ?? "observer",
      projectName: projectName ?? "",
      userName: userName ?? "",
      expired: token.expiresAt !== null && token.expiresAt <= now,
    };
  });
}
