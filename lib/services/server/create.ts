import { randomUUID } from "node:crypto";
import { servers } from "@/lib/db/schema";
import { CreateServerInput, type Server } from "@/lib/model/server";
import { type Context, requireProject, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeAddress } from "./require-free-address";

/** Puts a server into the inventory (BS-06). */
export function createServer(ctx: Context, raw: CreateServerInput): Server {
  return audited(ctx, { event: "create server", type: "server", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateServerInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const server: Server = { ...input, projectId, id: randomUUID(), createdAt: mutation.at, updatedAt: null };
      requireFreeAddress(mutation, server);
      mutation.tx.insert(servers).values(server).run();
      emitTrace(mutation, ctx, {
        event: "create server",
        resource: { type: "server", id: server.id, name: server.name },
        projectId,
        after: server,
      });
      return server;
    });
  });
}
