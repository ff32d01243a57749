import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { scalingInstances } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { maxInstances, type ScalingGroup, type ScalingInstance } from "@/lib/model/scaling-group";
import { ServiceError } from "../errors";
import type { Mutation } from "../mutation";

export interface Entering {
  address: string;
  port: number | null;
  name: string;
}

/** Adds instances inside a transaction; what is in already stays, what leaves comes back. */
export function enter({ tx, at }: Mutation, group: ScalingGroup, entering: readonly Entering[]): ScalingInstance[] {
  const known = tx.select().from(scalingInstances).where(eq(scalingInstances.scalingGroupId, group.id)).all();
  const entered: ScalingInstance[] = [];
  for (const { address, port, name } of entering) {
    const row = known.find((each) => each.address === address && each.port === port);
    if (row === undefined) {
      if (known.length >= maxInstances) {
        throw new ServiceError("conflict", { rule: rule("tooManyInstances", { max: maxInstances }) });
      }
      const added = { id: randomUUID(), scalingGroupId: group.id, name, address, port, leavesAt: null, createdAt: at };
      tx.insert(scalingInstances).values(added).run();
      known.push(added);
      entered.push(added);
    } else {
      const back = { ...row, name: name === "" ? row.name : name, leavesAt: null };
      tx.update(scalingInstances).set(back).where(eq(scalingInstances.id, row.id)).run();
      entered.push(back);
    }
  }
  return entered;
}

/** Marks instances as leaving inside a transaction; those that leave already keep their time. */
export function leave({ tx, at }: Mutation, group: ScalingGroup, leaving: readonly ScalingInstance[]): void {
  const ids = leaving.filter(({ leavesAt }) => leavesAt === null).map(({ id }) => id);
  if (ids.length === 0) return;
  tx.update(scalingInstances)
    .set({ leavesAt: at + group.drainS * 1000 })
    .where(inArray(scalingInstances.id, ids))
    .run();
}
