import { DeleteL7PolicyInput } from "@/lib/model/l7policy";
import { type Context, requireRole } from "../context";
import { findL7Policy } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchListener } from "../touch";
import { closeHole } from "./positions";
import { removePolicy } from "./remove";

/** Deletes a policy; its group stays (FP-13). */
export function deleteL7Policy(ctx: Context, raw: DeleteL7PolicyInput): void {
  audited(ctx, { event: "delete forwarding policy", type: "l7policy", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteL7PolicyInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, listener, parent } = findL7Policy(ctx, mutation.tx, id);
      removePolicy(ctx, mutation, row, parent.projectId);
      closeHole(mutation, listener.id);
      touchListener(mutation, listener);
    });
  });
}
