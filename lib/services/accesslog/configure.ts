import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { accessLogs } from "@/lib/db/schema";
import { type AccessLog, ConfigureAccessLogInput } from "@/lib/model/access-log";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { findLoadBalancer } from "../find";
import { findLogStream } from "../logstream/find";
import { requireModifiable } from "../loadbalancer/protection";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Switches a load balancer's access log on, or has it write elsewhere; for new connections (LG-03, K-31). */
export function configureAccessLog(ctx: Context, raw: ConfigureAccessLogInput): AccessLog {
  return audited(ctx, { event: "create access log", type: "accesslog", input: raw }, () => {
    requireRole(ctx, "operator");
    const { loadBalancerId, groupId, streamId } = parse(ConfigureAccessLogInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const balancer = findLoadBalancer(ctx, tx, loadBalancerId);
      requireModifiable(balancer);
      const { group } = findLogStream(ctx, tx, streamId);
      if (group.id !== groupId) throw invalidField("streamId", rule("logStreamOfOtherGroup"));
      if (group.projectId !== balancer.projectId) throw invalidField("groupId", rule("logGroupOfOtherProject"));
      const before = tx.select().from(accessLogs).where(eq(accessLogs.loadBalancerId, loadBalancerId)).get();
      const after: AccessLog = before
        ? { ...before, streamId }
        : { id: randomUUID(), loadBalancerId, streamId, createdAt: at };
      if (before === undefined) tx.insert(accessLogs).values(after).run();
      else tx.update(accessLogs).set({ streamId }).where(eq(accessLogs.id, before.id)).run();
      emitTrace(mutation, ctx, {
        event: before === undefined ? "create access log" : "update access log",
        resource: { type: "accesslog", id: after.id, name: balancer.name },
        projectId: balancer.projectId,
        before,
        after,
      });
      mutation.changes.push({ type: "loadbalancer", id: loadBalancerId });
      return after;
    });
  });
}
