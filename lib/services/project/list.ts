import { projects } from "@/lib/db/schema";
import type { Project } from "@/lib/model/project";
import type { Context } from "../context";

/** Projects that the caller may see, in order of creation. */
export function listProjects(ctx: Context): Project[] {
  const rows = ctx.db.select().from(projects).orderBy(projects.createdAt, projects.id).all();
  return rows.filter((row) => ctx.actor.projectId === null || row.id === ctx.actor.projectId);
}
