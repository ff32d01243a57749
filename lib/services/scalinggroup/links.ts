import { randomUUID } from "node:crypto";
import { and, count, eq, isNull } from "drizzle-orm";
import { members, scalingLinks } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import {
  CreateScalingLinkInput,
  maxLinks,
  type ScalingGroup,
  type ScalingLink,
  UpdateScalingLinkInput,
} from "@/lib/model/scaling-group";
import { type Context, requireRole } from "../context";
import { invalidField, notFound, ServiceError } from "../errors";
import { findPool, findScalingGroup } from "../find";
import { modifyMember } from "../member/modify";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { settleScalingGroup } from "./settle";

/** Links a scaling group to a server group of its project: its instances become servers there. */
export function createScalingLink(ctx: Context, raw: CreateScalingLinkInput): ScalingLink {
  return audited(ctx, { event: "create scaling link", type: "scalinglink", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateScalingLinkInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const group = findScalingGroup(ctx, tx, input.scalingGroupId);
      const { row: pool, parent } = findPool(ctx, tx, input.poolId);
      if (parent.projectId !== group.projectId) {
        throw invalidField("poolId", rule("unknownReference", { type: "pool", id: pool.id }));
      }
      if (input.port === null && group.source === "DNS_A") throw invalidField("port", rule("required"));
      requireRoom(mutation, group, input);
      const link: ScalingLink = { ...input, id: randomUUID(), refusal: null, createdAt: mutation.at };
      tx.insert(scalingLinks).values(link).run();
      settleScalingGroup(ctx, mutation, group);
      emitLink(ctx, mutation, group, { event: "create scaling link", after: link });
      return linkOf(mutation, group.id, link.id);
    });
  });
}

function requireRoom({ tx }: Mutation, group: ScalingGroup, { poolId, port }: { poolId: string; port: number | null }) {
  const ofGroup = eq(scalingLinks.scalingGroupId, group.id);
  const held = tx.select({ n: count() }).from(scalingLinks).where(ofGroup).get()?.n ?? 0;
  if (held >= maxLinks) throw new ServiceError("conflict", { rule: rule("tooManyLinks", { max: maxLinks }) });
  const samePort = port === null ? isNull(scalingLinks.port) : eq(scalingLinks.port, port);
  const same = tx
    .select()
    .from(scalingLinks)
    .where(and(ofGroup, eq(scalingLinks.poolId, poolId), samePort))
    .get();
  if (same === undefined) return;
  const broken = rule("scalingLinkTaken");
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: "poolId", rule: broken }] });
}

/** Changes the weight, for every server of the link that has still the old one. */
export function updateScalingLink(ctx: Context, raw: UpdateScalingLinkInput): ScalingLink {
  return audited(ctx, { event: "update scaling link", type: "scalinglink", input: raw }, () => {
    requireRole(ctx, "operator");
    const { scalingGroupId, id, weight } = parse(UpdateScalingLinkInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const group = findScalingGroup(ctx, tx, scalingGroupId);
      const before = linkOf(mutation, scalingGroupId, id);
      const { row: pool } = findPool(ctx, tx, before.poolId);
      const after = { ...before, weight };
      tx.update(scalingLinks).set({ weight }).where(eq(scalingLinks.id, id)).run();
      const ofGroup = and(eq(members.poolId, pool.id), eq(members.scalingGroupId, scalingGroupId));
      for (const row of tx.select().from(members).where(ofGroup).all()) {
        const ofLink = before.port === null || row.port === before.port;
        if (ofLink && row.weight === before.weight) modifyMember(ctx, mutation, pool, row, { weight });
      }
      emitLink(ctx, mutation, group, { event: "update scaling link", before, after });
      return after;
    });
  });
}

/** Ends a link: its servers are drained, then removed. */
export function deleteScalingLink(ctx: Context, { scalingGroupId, id }: { scalingGroupId: string; id: string }): void {
  audited(ctx, { event: "delete scaling link", type: "scalinglink", input: { scalingGroupId, id } }, () => {
    requireRole(ctx, "operator");
    withTransaction(ctx, (mutation) => {
      const group = findScalingGroup(ctx, mutation.tx, scalingGroupId);
      const before = linkOf(mutation, scalingGroupId, id);
      mutation.tx.delete(scalingLinks).where(eq(scalingLinks.id, id)).run();
      settleScalingGroup(ctx, mutation, group);
      emitLink(ctx, mutation, group, { event: "delete scaling link", before });
    });
  });
}

function linkOf({ tx }: Mutation, scalingGroupId: string, id: string): ScalingLink {
  const row = tx.select().from(scalingLinks).where(eq(scalingLinks.id, id)).get();
  if (row === undefined || row.scalingGroupId !== scalingGroupId) throw notFound("scalinglink", id);
  return row;
}

function emitLink(
  ctx: Context,
  mutation: Mutation,
  { id, name, projectId }: ScalingGroup,
  entry: {
    event: "create scaling link" | "update scaling link" | "delete scaling link";
    before?: ScalingLink;
    after?: ScalingLink;
  },
): void {
  emitTrace(mutation, ctx, { ...entry, resource: { type: "scalinggroup", id, name }, projectId });
}
