import { CreateEipInput, type Eip } from "@/lib/model/network";
import { type Context, requireProject, requireRole } from "../context";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { bindEipTo } from "./bind";
import { insertEip } from "./insert";

/** Creates an EIP and, when a load balancer is named, binds it. */
export function createEip(ctx: Context, raw: CreateEipInput): Eip {
  return audited(ctx, { event: "create eip", type: "eip", input: raw }, () => {
    requireRole(ctx, "operator");
    const { loadBalancerId, ...input } = parse(CreateEipInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const eip = insertEip(ctx, mutation, { ...input, projectId, loadBalancerId: null });
      return loadBalancerId === null ? eip : bindEipTo(ctx, mutation, eip, loadBalancerId);
    });
  });
}
