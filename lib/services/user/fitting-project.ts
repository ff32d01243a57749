import type { Reader } from "@/lib/db/client";
import type { Role } from "@/lib/model/api-token";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { findProject } from "../find";

/** What administrators do (users, regions, the whole configuration) belongs to no project: none holds them back. */
export function requireFittingProject(ctx: Context, tx: Reader, role: Role, projectId: string | null): void {
  if (projectId === null) return;
  findProject(ctx, tx, projectId, "projectId");
  if (role === "admin") throw invalidField("projectId", rule("administratorAllProjects"));
}
