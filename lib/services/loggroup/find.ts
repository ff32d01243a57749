import { and, eq, ne } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { logGroups } from "@/lib/db/schema";
import type { LogGroup } from "@/lib/model/access-log";
import { rule } from "@/lib/model/rule";
import { type Context, requireProject } from "../context";
import { notFound, ServiceError } from "../errors";

/** One group that the caller may see, or throws `notFound` or `forbidden`. */
export function findLogGroup(ctx: Context, tx: Reader, id: string): LogGroup {
  const row = tx.select().from(logGroups).where(eq(logGroups.id, id)).get();
  if (row === undefined) throw notFound("loggroup", id);
  requireProject(ctx, row.projectId);
  return row;
}

/** A group's name is its project's only one; `but` may have it already. */
export function requireFreeGroupName(tx: Reader, projectId: string, name: string, but = ""): void {
  const same = and(eq(logGroups.projectId, projectId), eq(logGroups.name, name), ne(logGroups.id, but));
  if (tx.select().from(logGroups).where(same).get() !== undefined) throw nameTaken("loggroup", name);
}

export function nameTaken(type: "loggroup" | "logstream", name: string): ServiceError {
  const broken = rule("nameInUse", { name, type });
  return new ServiceError("conflict", { rule: broken, fields: [{ path: "name", rule: broken }] });
}
