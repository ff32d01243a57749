import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { type MemberRow, type PoolRow, toMember } from "@/lib/db/mappers";
import { members, servers } from "@/lib/db/schema";
import type { MemberInput } from "@/lib/model/member";
import { rule } from "@/lib/model/rule";
import type { Server } from "@/lib/model/server";
import { type Context } from "../context";
import { invalidField, ServiceError } from "../errors";
import { findLoadBalancer } from "../find";
import { emitTrace, type Mutation } from "../mutation";
import { requireOrdinaryAddress } from "../require-ordinary-address";
import { touchPool } from "../touch";
import { memberName } from "./name";

type ParsedMember = ReturnType<typeof MemberInput.parse>;

/** Adds servers to a group inside a transaction; `at` is where the list stands in the caller's input. */
export function insertMembers(
  ctx: Context,
  mutation: Mutation,
  pool: PoolRow,
  inputs: readonly ParsedMember[],
  at = "members",
  scalingGroupId: string | null = null,
): MemberRow[] {
  if (inputs.length === 0) return [];
  const { tx, generation } = mutation;
  const { projectId } = findLoadBalancer(ctx, tx, pool.loadBalancerId);
  const taken = new Set(tx.select().from(members).where(eq(members.poolId, pool.id)).all().map(placeOf));
  const rows = inputs.map((input, index): MemberRow => {
    requireOrdinaryAddress(ctx, input.address, `${at}.${index}.address`);
    requireOrdinaryAddress(ctx, input.monitorAddress, `${at}.${index}.monitorAddress`);
    const broken = rule("duplicateMember", { address: input.address, port: input.port });
    if (taken.has(placeOf(input))) {
      throw new ServiceError("conflict", { rule: broken, fields: [{ path: `${at}.${index}.port`, rule: broken }] });
    }
    taken.add(placeOf(input));
    const server = input.serverId === null ? null : serverOf(mutation, projectId, input, `${at}.${index}`);
    const name = input.name === "" && server !== null ? server.name : input.name;
    return {
      ...input,
      name,
      id: randomUUID(),
      poolId: pool.id,
      drainUntil: null,
      scalingGroupId,
      scalingLeaving: false,
      createdAt: mutation.at,
      updatedAt: null,
      generation,
    };
  });
  for (const row of rows) {
    tx.insert(members).values(row).run();
    emitTrace(mutation, ctx, {
      event: "add backend ecs",
      resource: { type: "member", id: row.id, name: memberName(row) },
      projectId,
      after: toMember(row),
    });
  }
  touchPool(mutation, pool);
  return rows;
}

function placeOf(member: { address: string; port: number }): string {
  return `${member.address} ${member.port}`;
}

/** The ticked server: of the group's project, at the address that it has there (BS-07). */
function serverOf({ tx }: Mutation, projectId: string, { serverId, address }: ParsedMember, path: string): Server {
  const row = serverId === null ? undefined : tx.select().from(servers).where(eq(servers.id, serverId)).get();
  if (row === undefined || row.projectId !== projectId) {
    throw invalidField(`${path}.serverId`, rule("unknownReference", { type: "server", id: serverId ?? "" }));
  }
  if (row.address !== address) {
    throw invalidField(`${path}.address`, rule("serverAddress", { name: row.name, address: row.address }));
  }
  return row;
}
