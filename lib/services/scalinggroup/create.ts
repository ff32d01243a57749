import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { scalingGroups } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { CreateScalingGroupInput, type ScalingGroup } from "@/lib/model/scaling-group";
import { type Context, requireProject, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Names are resolved by a timer each: a project has at most as many groups. */
const maxGroups = 100;

/** Makes a scaling group without instances; one by DNS is resolved at once. */
export function createScalingGroup(ctx: Context, raw: CreateScalingGroupInput): ScalingGroup {
  return audited(ctx, { event: "create scaling group", type: "scalinggroup", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateScalingGroupInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const owned = eq(scalingGroups.projectId, projectId);
      const held = tx.select({ n: count() }).from(scalingGroups).where(owned).get()?.n ?? 0;
      if (held >= maxGroups) {
        throw new ServiceError("conflict", { rule: rule("tooManyScalingGroups", { max: maxGroups }) });
      }
      const group: ScalingGroup = {
        ...input,
        ...(input.source === "MANUAL" ? { dnsName: "", nameServers: [] } : {}),
        projectId,
        id: randomUUID(),
        resolvedAt: null,
        error: null,
        createdAt: at,
        updatedAt: null,
      };
      tx.insert(scalingGroups).values(group).run();
      emitTrace(mutation, ctx, {
        event: "create scaling group",
        resource: { type: "scalinggroup", id: group.id, name: group.name },
        projectId,
        after: group,
      });
      return group;
    });
  });
}
