import { count, eq } from "drizzle-orm";
import { members, servers } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { type Server, UpdateServerInput } from "@/lib/model/server";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { ServiceError } from "../errors";
import { findServer } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeAddress } from "./require-free-address";

/** Changes an inventory entry; its address only while no group uses it (LS-04). */
export function updateServer(ctx: Context, raw: UpdateServerInput): Server {
  return audited(ctx, { event: "update server", type: "server", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateServerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findServer(ctx, mutation.tx, id);
      const after: Server = { ...before, ...defined(input), updatedAt: mutation.at };
      if (after.address !== before.address) {
        requireUnused(mutation, id);
        requireFreeAddress(mutation, after);
      }
      mutation.tx.update(servers).set(after).where(eq(servers.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update server",
        resource: { type: "server", id, name: after.name },
        projectId: after.projectId,
        before,
        after,
      });
      return after;
    });
  });
}

function requireUnused({ tx }: Mutation, id: string): void {
  const used = tx.select({ n: count() }).from(members).where(eq(members.serverId, id)).get()?.n ?? 0;
  if (used === 0) return;
  const broken = rule("serverAddressInUse", { count: used });
  throw new ServiceError("inUse", { rule: broken, fields: [{ path: "address", rule: broken }] });
}
