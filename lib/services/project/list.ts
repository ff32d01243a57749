import { count, eq } from "drizzle-orm";
import { eips, projects } from "@/lib/db/schema";
import type { Project, ProjectView } from "@/lib/model/project";
import type { Context } from "../context";
import { notFound } from "../errors";
import { defaultProjectId } from "../settings";
import { readQuotas } from "./quota";

/** Projects that the caller may see, in order of creation. */
export function listProjects(ctx: Context): Project[] {
  const rows = ctx.db.select().from(projects).orderBy(projects.createdAt, projects.id).all();
  return rows.filter((row) => ctx.actor.projectId === null || row.id === ctx.actor.projectId);
}

/** The same with what they may have and have. */
export function listProjectViews(ctx: Context): ProjectView[] {
  const first = defaultProjectId(ctx.db);
  return listProjects(ctx).map((project) => ({
    ...project,
    quotas: readQuotas(ctx, project.id),
    eips: ctx.db.select({ n: count() }).from(eips).where(eq(eips.projectId, project.id)).get()?.n ?? 0,
    isDefault: project.id === first,
  }));
}

export function getProject(ctx: Context, id: string): ProjectView {
  const found = listProjectViews(ctx).find((project) => project.id === id);
  if (found === undefined) throw notFound("project", id);
  return found;
}
