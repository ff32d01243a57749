import { eq, isNull, and } from "drizzle-orm";
import { scalingGroups, scalingInstances } from "@/lib/db/schema";
import type { ScalingGroup } from "@/lib/model/scaling-group";
import type { Context } from "../context";
import { withTransaction } from "../mutation";
import { enter, leave } from "./instances";
import { emitInstances } from "./register";
import { ResolveError, type ResolvedInstance } from "./resolve-name";
import { settleScalingGroup } from "./settle";

/**
 * Makes the instances of a group those that its name stands for, or keeps them and says why it could not be resolved.
 * Nothing is written but the time where nothing changed; an answer to a name that is no longer asked for is dropped.
 */
export function takeAnswer(ctx: Context, asked: ScalingGroup, answer: ResolvedInstance[] | ResolveError): void {
  const group = ctx.db.select().from(scalingGroups).where(eq(scalingGroups.id, asked.id)).get();
  if (group === undefined || !sameQuestion(group, asked)) return;
  const at = ctx.now();
  if (answer instanceof ResolveError) {
    const since = group.error?.code === answer.code ? group.error.since : at;
    write(ctx, group, { error: { code: answer.code, since } });
    if (since === at) ctx.engine.changed([{ type: "scalinggroup", id: group.id }]);
    return;
  }
  write(ctx, group, { resolvedAt: at, error: null });
  const first = group.resolvedAt === null || group.error !== null;
  if (!changes(ctx, group, answer)) {
    if (first) ctx.engine.changed([{ type: "scalinggroup", id: group.id }]);
    return;
  }
  withTransaction(ctx, (mutation) => {
    const ofGroup = eq(scalingInstances.scalingGroupId, group.id);
    const before = mutation.tx.select().from(scalingInstances).where(ofGroup).all();
    const isAnswered = ({ address, port }: ResolvedInstance) =>
      answer.some((each) => each.address === address && each.port === port);
    const gone = before.filter((row) => row.leavesAt === null && !isAnswered(row));
    // Leaving first: what is on its way out does not count against what enters.
    leave(mutation, group, gone);
    const isNew = (each: ResolvedInstance) =>
      !before.some((row) => row.leavesAt === null && row.address === each.address && row.port === each.port);
    const entered = enter(
      mutation,
      group,
      answer.filter(isNew).map((each) => ({ ...each, name: "" })),
    );
    settleScalingGroup(ctx, mutation, group);
    if (entered.length > 0) {
      emitInstances(ctx, mutation, group, { event: "register scaling instances", after: entered });
    }
    if (gone.length > 0) emitInstances(ctx, mutation, group, { event: "deregister scaling instances", before: gone });
  });
}

function sameQuestion(a: ScalingGroup, b: ScalingGroup): boolean {
  return a.source === b.source && a.dnsName === b.dnsName && a.nameServers.join() === b.nameServers.join();
}

function write(ctx: Context, { id }: ScalingGroup, change: Partial<Pick<ScalingGroup, "resolvedAt" | "error">>): void {
  ctx.db.update(scalingGroups).set(change).where(eq(scalingGroups.id, id)).run();
}

function changes(ctx: Context, { id }: ScalingGroup, answer: readonly ResolvedInstance[]): boolean {
  const present = and(eq(scalingInstances.scalingGroupId, id), isNull(scalingInstances.leavesAt));
  const rows = ctx.db.select().from(scalingInstances).where(present).all();
  const keys = (instances: readonly ResolvedInstance[]) =>
    instances.map(({ address, port }) => `${address} ${port ?? ""}`).toSorted();
  return keys(rows).join() !== keys(answer).join();
}
