import { eq } from "drizzle-orm";
import { scalingInstances } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import {
  DeregisterInstancesInput,
  RegisterInstancesInput,
  type ScalingGroup,
  type ScalingInstance,
} from "@/lib/model/scaling-group";
import { type Context, requireRole } from "../context";
import { notFound, ServiceError } from "../errors";
import { findScalingGroup } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { enter, leave } from "./instances";
import { settleScalingGroup } from "./settle";

/** Instances enter by hand or by the API (BS-09). Gives them as they are now; said twice it is the same. */
export function registerInstances(ctx: Context, raw: RegisterInstancesInput): ScalingInstance[] {
  return audited(ctx, { event: "register scaling instances", type: "scalinginstance", input: raw }, () => {
    requireRole(ctx, "operator");
    const { scalingGroupId, instances } = parse(RegisterInstancesInput, raw);
    return withTransaction(ctx, (mutation) => {
      const group = findScalingGroup(ctx, mutation.tx, scalingGroupId);
      requireByHand(group);
      const entered = enter(mutation, group, instances);
      settleScalingGroup(ctx, mutation, group);
      emitInstances(ctx, mutation, group, { event: "register scaling instances", after: entered });
      return entered;
    });
  });
}

/** Instances leave, named by id or by address: they are drained, then removed from the linked groups. */
export function deregisterInstances(ctx: Context, raw: DeregisterInstancesInput): void {
  audited(ctx, { event: "deregister scaling instances", type: "scalinginstance", input: raw }, () => {
    requireRole(ctx, "operator");
    const { scalingGroupId, instances: named } = parse(DeregisterInstancesInput, raw);
    withTransaction(ctx, (mutation) => {
      const group = findScalingGroup(ctx, mutation.tx, scalingGroupId);
      requireByHand(group);
      const rows = rowsOf(mutation, group);
      const gone = named.flatMap((name) => {
        const found = rows.filter(({ id, address }) => id === name || address === name);
        if (found.length === 0) throw notFound("scalinginstance", name);
        return found;
      });
      leave(mutation, group, gone);
      settleScalingGroup(ctx, mutation, group);
      emitInstances(ctx, mutation, group, { event: "deregister scaling instances", before: gone });
    });
  });
}

function requireByHand({ source, name }: ScalingGroup): void {
  if (source !== "MANUAL") throw new ServiceError("conflict", { rule: rule("scalingGroupByDns", { name }) });
}

function rowsOf({ tx }: Mutation, { id }: ScalingGroup): ScalingInstance[] {
  return tx.select().from(scalingInstances).where(eq(scalingInstances.scalingGroupId, id)).all();
}

export function emitInstances(
  ctx: Context,
  mutation: Mutation,
  { id, name, projectId }: ScalingGroup,
  entry: {
    event: "register scaling instances" | "deregister scaling instances";
    before?: readonly ScalingInstance[];
    after?: readonly ScalingInstance[];
  },
): void {
  emitTrace(mutation, ctx, { ...entry, resource: { type: "scalinggroup", id, name }, projectId });
}
