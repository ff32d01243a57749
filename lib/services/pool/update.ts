import { eq } from "drizzle-orm";
import { type PoolRow, toPool } from "@/lib/db/mappers";
import { pools } from "@/lib/db/schema";
import { checkPool, type Pool, UpdatePoolInput } from "@/lib/model/pool";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { invalidField } from "../errors";
import { findPool } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPool } from "../touch";

/** Changes a group. Leaving round robin ends its persistence unless the caller says otherwise (PG-07). */
export function updatePool(ctx: Context, raw: UpdatePoolInput): Pool {
  return audited(ctx, { event: "update backend member group", type: "pool", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdatePoolInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at, generation } = mutation;
      const { row: before, parent } = findPool(ctx, tx, id);
      const after: PoolRow = { ...before, ...defined(input), updatedAt: at, generation };
      if (input.persistence === undefined && after.algorithm !== "ROUND_ROBIN") after.persistence = null;
      const problem = checkPool(after);
      if (problem !== null) throw invalidField(problem.path.join("."), problem.rule);
      tx.update(pools).set(after).where(eq(pools.id, id)).run();
      touchPool(mutation, after);
      emitTrace(mutation, ctx, {
        event: "update backend member group",
        resource: { type: "pool", id, name: after.name },
        projectId: parent.projectId,
        before: toPool(before),
        after: toPool(after),
      });
      return toPool(after);
    });
  });
}
