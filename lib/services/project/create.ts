import { randomUUID } from "node:crypto";
import { projects, quotas } from "@/lib/db/schema";
import { CreateProjectInput, defaultQuota, type Project } from "@/lib/model/project";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeName } from "./require-free-name";

export function createProject(ctx: Context, raw: CreateProjectInput): Project {
  return audited(ctx, { event: "create project", type: "project", input: raw }, () => {
    requireRole(ctx, "admin");
    const input = parse(CreateProjectInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      requireFreeName(tx, input.name);
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
