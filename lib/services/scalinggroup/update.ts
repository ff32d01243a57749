import { eq } from "drizzle-orm";
import { scalingGroups } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { type ScalingGroup, UpdateScalingGroupInput } from "@/lib/model/scaling-group";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { invalidField } from "../errors";
import { findScalingGroup } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Changes a scaling group; a name that changed is resolved at once, instances stay until it is. */
export function updateScalingGroup(ctx: Context, raw: UpdateScalingGroupInput): ScalingGroup {
  return audited(ctx, { event: "update scaling group", type: "scalinggroup", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateScalingGroupInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findScalingGroup(ctx, mutation.tx, id);
      const after: ScalingGroup = { ...before, ...defined(input), updatedAt: mutation.at };
      if (after.source === "MANUAL") Object.assign(after, { dnsName: "", nameServers: [] });
      else if (after.dnsName === "") throw invalidField("dnsName", rule("required"));
      const asked = (group: ScalingGroup) => [group.dnsName, ...group.nameServers].join(" ");
      if (asked(after) !== asked(before)) Object.assign(after, { resolvedAt: null, error: null });
      mutation.tx.update(scalingGroups).set(after).where(eq(scalingGroups.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update scaling group",
        resource: { type: "scalinggroup", id, name: after.name },
        projectId: after.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
