import { eq } from "drizzle-orm";
import * as z from "zod";
import { toListener } from "@/lib/db/mappers";
import { listeners } from "@/lib/db/schema";
import { checkProxies, type Listener, UpdateListenerInput } from "@/lib/model/listener";
import { rule } from "@/lib/model/rule";
import { type TlsChange, TlsSettings } from "@/lib/model/tls";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { invalidField } from "../errors";
import { findListener } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchLoadBalancer, touchPool } from "../touch";
import { requireFittingPool } from "./insert";
import { requireUsableTls } from "./tls";

/** Changes a listener, also to another default group (PG-11); its protocol and port stay. */
export function updateListener(ctx: Context, raw: UpdateListenerInput): Listener {
  return audited(ctx, { event: "update listener", type: "listener", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, tls, ...input } = parse(UpdateListenerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at, generation } = mutation;
      const { row, parent } = findListener(ctx, tx, id);
      const before = toListener(row);
      if (input.defaultPoolId != null) requireFittingPool(mutation, row, input.defaultPoolId);
      const changed = tls === undefined ? before.tls : changedTls(before, tls);
      if (tls !== undefined && changed !== null) requireUsableTls(ctx, tx, changed, parent.projectId);
      const after: Listener = { ...before, ...defined(input), tls: changed, updatedAt: at, generation };
      const problem = checkProxies(after);
      if (problem !== null) throw invalidField(problem.path.join("."), problem.rule);
      tx.update(listeners).set(after).where(eq(listeners.id, id)).run();
      for (const poolId of new Set([before.defaultPoolId, after.defaultPoolId])) {
        if (poolId !== null && before.defaultPoolId !== after.defaultPoolId) {
          touchPool(mutation, { id: poolId, loadBalancerId: parent.id });
        }
      }
      touchLoadBalancer(mutation, parent.id);
      emitTrace(mutation, ctx, {
        event: "update listener",
        resource: { type: "listener", id, name: after.name },
        projectId: parent.projectId,
        before,
        after,
      });
      return after;
    });
  });
}

/** What the change makes of the settings as a whole. */
function changedTls({ tls }: Listener, change: TlsChange): TlsSettings {
  if (tls === null) throw invalidField("tls", rule("tlsOfHttpsOnly"));
  return parse(z.object({ tls: TlsSettings }), { tls: { ...tls, ...defined(change) } }).tls;
}
