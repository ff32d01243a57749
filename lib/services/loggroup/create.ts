import { randomUUID } from "node:crypto";
import { logGroups } from "@/lib/db/schema";
import { CreateLogGroupInput, type LogGroup } from "@/lib/model/access-log";
import { type Context, requireProject, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeGroupName } from "./find";

export function createLogGroup(ctx: Context, raw: CreateLogGroupInput): LogGroup {
  return audited(ctx, { event: "create log group", type: "loggroup", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateLogGroupInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      requireFreeGroupName(tx, projectId, input.name);
      const group: LogGroup = { ...input, projectId, id: randomUUID(), createdAt: at };
      tx.insert(logGroups).values(group).run();
      emitTrace(mutation, ctx, {
        event: "create log group",
        resource: { type: "loggroup", id: group.id, name: group.name },
        projectId,
        after: group,
      });
      return group;
    });
  });
}
