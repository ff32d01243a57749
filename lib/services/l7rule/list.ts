import type { L7Rule } from "@/lib/model/l7rule";
import type { Context } from "../context";
import { findL7Rule } from "../find";

export function getL7Rule(ctx: Context, policyId: string, id: string): L7Rule {
  return findL7Rule(ctx, ctx.db, policyId, id).row;
}
