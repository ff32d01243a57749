import { and, eq } from "drizzle-orm";
import { servers } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import type { Server } from "@/lib/model/server";
import { ServiceError } from "../errors";
import type { Mutation } from "../mutation";

/** Refuses an address that another server of the project has. */
export function requireFreeAddress({ tx }: Mutation, server: Pick<Server, "id" | "projectId" | "address">): void {
  const other = tx
    .select()
    .from(servers)
    .where(and(eq(servers.projectId, server.projectId), eq(servers.address, server.address)))
    .get();
  if (other === undefined || other.id === server.id) return;
  const broken = rule("serverAddressTaken", { name: other.name, address: server.address });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: "address", rule: broken }] });
}
