import { toL7Policy } from "@/lib/db/mappers";
import { CreateL7PolicyInput, type L7Policy } from "@/lib/model/l7policy";
import { type Context, requireRole } from "../context";
import { findListener } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertPolicy } from "./insert";

/** Adds a forwarding policy with its rules (FP-13). */
export function createL7Policy(ctx: Context, raw: CreateL7PolicyInput): L7Policy {
  return audited(ctx, { event: "create forwarding policy", type: "l7policy", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateL7PolicyInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row: listener, parent } = findListener(ctx, mutation.tx, input.listenerId);
      return toL7Policy(insertPolicy(ctx, mutation, listener, parent.projectId, input));
    });
  });
}
