import { eq } from "drizzle-orm";
import { vpcs } from "@/lib/db/schema";
import { UpdateVpcInput, type Vpc } from "@/lib/model/network";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findVpc } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeName } from "./require-free-name";

/** Renames or describes a VPC. */
export function updateVpc(ctx: Context, raw: UpdateVpcInput): Vpc {
  return audited(ctx, { event: "update vpc", type: "vpc", input: raw }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    const { id, ...input } = parse(UpdateVpcInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findVpc(tx, id);
      const after: Vpc = { ...before, ...defined(input) };
      requireFreeName(tx, after.name, id);
      tx.update(vpcs).set(after).where(eq(vpcs.id, id)).run();
      emitTrace(mutation, ctx, { event: "update vpc", resource: { type: "vpc", id, name: after.name }, before, after });
      return after;
    });
  });
}
