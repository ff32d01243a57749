import { eq } from "drizzle-orm";
import { projects } from "@/lib/db/schema";
import { type Project, UpdateProjectInput } from "@/lib/model/project";
import { type Context, requireProject, requireRole } from "../context";
import { defined } from "../defined";
import { notFound } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeName } from "./require-free-name";

/** Renames or describes a project. */
export function updateProject(ctx: Context, raw: UpdateProjectInput): Project {
  return audited(ctx, { event: "update project", type: "project", input: raw }, () => {
    requireRole(ctx, "admin");
    const { id, ...input } = parse(UpdateProjectInput, raw);
    requireProject(ctx, id);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = tx.select().from(projects).where(eq(projects.id, id)).get();
      if (before === undefined) throw notFound("project", id);
      const after: Project = { ...before, ...defined(input) };
      requireFreeName(tx, after.name, id);
      tx.update(projects).set(after).where(eq(projects.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update project",
        resource: { type: "project", id, name: after.name },
        projectId: id,
        before,
        after,
      });
      return after;
    });
  });
}
