import { and, eq, isNotNull, lte } from "drizzle-orm";
import type { MemberRow, PoolRow } from "@/lib/db/mappers";
import { members, pools, scalingInstances, scalingLinks } from "@/lib/db/schema";
import { MemberInput } from "@/lib/model/member";
import type { ScalingGroup, ScalingInstance, ScalingLink } from "@/lib/model/scaling-group";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { dropMember } from "../member/drop";
import { insertMembers } from "../member/insert";
import { modifyMember } from "../member/modify";
import type { Mutation } from "../mutation";

/**
 * Makes the servers of the linked groups those that the instances ask for: what entered is added, what left is drained
 * and then removed, what came back is put back (BS-09). Whoever calls decides nothing: it may be called at any time.
 */
export function settleScalingGroup(ctx: Context, mutation: Mutation, group: ScalingGroup): void {
  const { tx, at } = mutation;
  const gone = and(isNotNull(scalingInstances.leavesAt), lte(scalingInstances.leavesAt, at));
  tx.delete(scalingInstances)
    .where(and(eq(scalingInstances.scalingGroupId, group.id), gone))
    .run();
  const instances = tx.select().from(scalingInstances).where(eq(scalingInstances.scalingGroupId, group.id)).all();
  const links = tx.select().from(scalingLinks).where(eq(scalingLinks.scalingGroupId, group.id)).all();
  const owned = tx.select().from(members).where(eq(members.scalingGroupId, group.id)).all();
  const poolIds = new Set([...links.map(({ poolId }) => poolId), ...owned.map(({ poolId }) => poolId)]);
  for (const poolId of poolIds) {
    const pool = tx.select().from(pools).where(eq(pools.id, poolId)).get();
    if (pool === undefined) continue;
    const wanted = placesOf(
      links.filter((link) => link.poolId === poolId),
      instances,
    );
    let refusal: string | null = null;
    try {
      // All of a group's servers or none: what a refusal leaves half done is undone.
      tx.transaction((inner) => {
        const ofPool = owned.filter((row) => row.poolId === poolId);
        settlePool(ctx, { ...mutation, tx: inner }, { group, pool, wanted, owned: ofPool });
      });
    } catch (error) {
      // A protected load balancer, for one: the other groups take what they can, and the link says why.
      if (!(error instanceof ServiceError)) throw error;
      refusal = error.rule ?? error.code;
    }
    tx.update(scalingLinks)
      .set({ refusal })
      .where(and(eq(scalingLinks.scalingGroupId, group.id), eq(scalingLinks.poolId, poolId)))
      .run();
  }
}

interface Place {
  address: string;
  port: number;
  name: string;
  weight: number;
}

/** By address and port: where instances that are in should be servers of one group. */
function placesOf(links: readonly ScalingLink[], instances: readonly ScalingInstance[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { port: linked, weight } of links) {
    for (const { address, port: own, name, leavesAt } of instances) {
      const port = linked ?? own;
      if (leavesAt === null && port !== null) places.set(keyOf({ address, port }), { address, port, name, weight });
    }
  }
  return places;
}

function keyOf({ address, port }: { address: string; port: number }): string {
  return `${address} ${port}`;
}

interface PoolToSettle {
  group: ScalingGroup;
  pool: PoolRow;
  wanted: ReadonlyMap<string, Place>;
  owned: readonly MemberRow[];
}

function settlePool(ctx: Context, mutation: Mutation, { group, pool, wanted, owned }: PoolToSettle): void {
  const { tx, at } = mutation;
  for (const row of owned) {
    if (wanted.has(keyOf(row))) {
      if (row.scalingLeaving) modifyMember(ctx, mutation, pool, row, { drainUntil: null, scalingLeaving: false });
    } else if (row.scalingLeaving ? (row.drainUntil ?? 0) <= at : group.drainS === 0) {
      dropMember(ctx, mutation, pool, row);
    } else if (!row.scalingLeaving) {
      const drainUntil = at + group.drainS * 1000;
      modifyMember(ctx, mutation, pool, row, { drainUntil, scalingLeaving: true });
    }
  }
  // A server that people added at the same place stays theirs.
  const taken = new Set(tx.select().from(members).where(eq(members.poolId, pool.id)).all().map(keyOf));
  const added = [...wanted.values()].filter((place) => !taken.has(keyOf(place)));
  const inputs = added.map((place) => MemberInput.parse(place));
  insertMembers(ctx, mutation, pool, inputs, "members", group.id);
}
