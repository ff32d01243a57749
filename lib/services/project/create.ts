import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { projects, quotas } from "@/lib/db/schema";
import { CreateProjectInput, defaultQuota, type Project } from "@/lib/model/project";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

export function createProject(ctx: Context, raw: CreateProjectInput): Project {
  return audited(ctx, { event: "create project", type: "project", input: raw }, () => {
    requireRole(ctx, "admin");
    const input = parse(CreateProjectInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      if (tx.select().from(projects).where(eq(projects.name, input.name)).get() !== undefined) {
        const broken = rule("nameInUse", { name: input.name });
        throw new ServiceError("conflict", { rule: broken, fields: [{ path: "name", rule: broken }] });
      }
      const project: Project = { ...input, id: randomUUID(), createdAt: at };
      tx.insert(projects).values(project).run();
      const limits = Object.entries(defaultQuota);
      tx.insert(quotas)
        .values(limits.map(([resource, limit]) => ({ projectId: project.id, resource, limit })))
        .run();
      emitTrace(mutation, ctx, {
        event: "create project",
        resource: { type: "project", id: project.id, name: project.name },
        projectId: project.id,
        after: project,
      });
      return project;
    });
  });
}
