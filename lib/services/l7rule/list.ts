import type { L7Rule } from "@/lib/model/l7rule";
import type { Context } from "../context";
import { findL7Rule } from "../find";
import { getL7Policy } from "../l7policy/list";

/** Rules of a policy in the order of creation. */
export function listL7Rules(ctx: Context, policyId: string): L7Rule[] {
  return getL7Policy(ctx, policyId).rules;
}

export function getL7Rule(ctx: Context, policyId: string, id: string): L7Rule {
  return findL7Rule(ctx, ctx.db, policyId, id).row;
}
