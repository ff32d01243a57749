import { eq } from "drizzle-orm";
import { accessLogs, loadBalancers, logStreams } from "@/lib/db/schema";
import { DeleteLogStreamInput, type LogStream } from "@/lib/model/access-log";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogStream } from "./find";

/** Deletes a stream that no load balancer writes to. Its files go a day later. */
export function deleteLogStream(ctx: Context, raw: DeleteLogStreamInput): void {
  audited(ctx, { event: "delete log stream", type: "logstream", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteLogStreamInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, group } = findLogStream(ctx, mutation.tx, id);
      removeLogStream(ctx, mutation, row, group.projectId);
    });
  });
}

/** Deletes a stream inside a transaction, or refuses with the load balancers that write to it. */
export function removeLogStream(ctx: Context, mutation: Mutation, before: LogStream, projectId: string): void {
  const { tx } = mutation;
  const remains = tx
    .select({ id: loadBalancers.id, name: loadBalancers.name })
    .from(accessLogs)
    .innerJoin(loadBalancers, eq(accessLogs.loadBalancerId, loadBalancers.id))
    .where(eq(accessLogs.streamId, before.id))
    .all()
    .map((row) => ({ type: "loadbalancer", ...row }));
  if (remains.length > 0) throw new ServiceError("inUse", { rule: rule("logStreamInUse"), remains });
  tx.delete(logStreams).where(eq(logStreams.id, before.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete log stream",
    resource: { type: "logstream", id: before.id, name: before.name },
    projectId,
    before,
  });
}
