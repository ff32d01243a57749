import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { eips, loadBalancers, projects, scalingGroups, servers, user } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { type Context, requireProject, requireRole } from "../context";
import { notFound, type Remaining, ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { defaultProjectId } from "../settings";

/** Deletes a project that holds nothing; the first one of an installation stays. */
export function deleteProject(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete project", type: "project", input: { id } }, () => {
    requireRole(ctx, "admin");
    requireProject(ctx, id);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = tx.select().from(projects).where(eq(projects.id, id)).get();
      if (before === undefined) throw notFound("project", id);
      if (id === defaultProjectId(tx)) throw new ServiceError("conflict", { rule: rule("projectIsDefault") });
      const remains = remainingIn(tx, id);
      if (remains.length > 0) throw new ServiceError("inUse", { rule: rule("projectNotEmpty"), remains });
      tx.delete(projects).where(eq(projects.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete project",
        resource: { type: "project", id, name: before.name },
        projectId: id,
        before,
      });
    });
  });
}

function remainingIn(tx: Reader, projectId: string): Remaining[] {
  const balancers = tx.select().from(loadBalancers).where(eq(loadBalancers.projectId, projectId)).all();
  const addresses = tx.select().from(eips).where(eq(eips.projectId, projectId)).all();
  const inventory = tx.select().from(servers).where(eq(servers.projectId, projectId)).all();
  const scaling = tx.select().from(scalingGroups).where(eq(scalingGroups.projectId, projectId)).all();
  const bound = tx.select().from(user).where(eq(user.projectId, projectId)).all();
  return [
    ...bound.map(({ id, name }) => ({ type: "user", id, name })),
    ...balancers.map(({ id, name }) => ({ type: "loadbalancer", id, name })),
    ...addresses.map(({ id, address }) => ({ type: "eip", id, name: address })),
    ...inventory.map(({ id, name }) => ({ type: "server", id, name })),
    ...scaling.map(({ id, name }) => ({ type: "scalinggroup", id, name })),
  ];
}
