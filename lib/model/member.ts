import * as z from "zod";
import { MemberAddress } from "./address";
import { rule } from "./rule";
import type { ConfigurationState, MemberHealth } from "./status";
import { PlainTags } from "./tag";
import { Id, integer, OptionalName, Port } from "./text";

/** Weight of a server, 0–100 (AL-01); 0 takes no new requests (AL-02). */
export const Weight = integer(0, 100);

export const Member = z.object({
  id: Id,
  poolId: Id,
  /** Inventory server it stands for, when it was ticked there. */
  serverId: Id.nullable(),
  name: z.string(),
  address: MemberAddress,
  port: Port,
  weight: Weight,
  enabled: z.boolean(),
  monitorAddress: MemberAddress.nullable(),
  monitorPort: Port.nullable(),
  /**
   * Draining: no new requests; sessions of its own come until this moment, ms of the epoch, then nothing does. Its weight
   * stays, so that the drain can be undone. Null: not draining.
   */
  drainUntil: z.number().nullable(),
  /** Scaling group that it came from and leaves with; null: people or the API added it. */
  scalingGroupId: Id.nullable(),
  /** Its instance has left: it is removed when the drain is over. */
  scalingLeaving: z.boolean(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type Member = z.infer<typeof Member>;

/** One server to add (BS-06). Address and port are unique in a group and fixed afterwards (LS-04). */
export const MemberInput = z.object({
  name: OptionalName.default(""),
  address: MemberAddress,
  port: Port,
  weight: Weight.default(1),
  enabled: z.boolean().default(true),
  serverId: Id.nullable().default(null),
  monitorAddress: MemberAddress.nullable().default(null),
  monitorPort: Port.nullable().default(null),
  tags: PlainTags.default([]),
});
export type MemberInput = z.input<typeof MemberInput>;

export const AddMembersInput = z.object({ poolId: Id, members: z.array(MemberInput).min(1).max(500) });
/** The whole of a group's servers: what is missing is removed unless `additiveOnly` (Octavia's batch update). */
export const SetMembersInput = z.object({
  poolId: Id,
  members: z.array(MemberInput).max(500, { error: rule("tooMany", { max: 500 }) }),
  additiveOnly: z.boolean().default(false),
});
export type SetMembersInput = z.input<typeof SetMembersInput>;

export type AddMembersInput = z.input<typeof AddMembersInput>;

export const UpdateMemberInput = z.object({
  poolId: Id,
  id: Id,
  name: OptionalName.optional(),
  weight: Weight.optional(),
  enabled: z.boolean().optional(),
  monitorAddress: MemberAddress.nullable().optional(),
  monitorPort: Port.nullable().optional(),
  tags: PlainTags.optional(),
});
export type UpdateMemberInput = z.input<typeof UpdateMemberInput>;

/** Weights and switches of several servers of a group in one change: all of them, or none. */
export const UpdateMembersInput = z.object({
  poolId: Id,
  members: z
    .array(z.object({ id: Id, weight: Weight.optional(), enabled: z.boolean().optional() }))
    .min(1)
    .max(500, { error: rule("tooMany", { max: 500 }) }),
});
export type UpdateMembersInput = z.input<typeof UpdateMembersInput>;

/**
 * Stops new requests to servers; their sessions may come for `sessionsS` seconds more, 0 to 24 hours. Null undoes it.
 */
export const DrainMembersInput = z.object({
  poolId: Id,
  ids: z.array(Id).min(1).max(500),
  sessionsS: integer(0, 86_400).nullable(),
});
export type DrainMembersInput = z.input<typeof DrainMembersInput>;

export const RemoveMembersInput = z.object({ poolId: Id, ids: z.array(Id).min(1).max(500) });
export type RemoveMembersInput = z.input<typeof RemoveMembersInput>;

export interface MemberView extends Member {
  configuration: ConfigurationState;
  status: MemberHealth;
}

/** Share of new requests that a weight gets among the members that take any, 0–1 (AL-03). */
export function weightShare(weight: number, all: readonly { weight: number; takesRequests: boolean }[]): number {
  let total = 0;
  for (const member of all) if (member.takesRequests) total += member.weight;
  return total === 0 ? 0 : weight / total;
}

/** Does it get requests now? A server that is not checked counts as healthy (HC-11). */
export function takesRequests({ enabled, weight, drainUntil, status }: MemberView): boolean {
  return enabled && weight > 0 && drainUntil === null && status.health !== "offline";
}
