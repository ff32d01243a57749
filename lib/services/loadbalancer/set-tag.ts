import { type LoadBalancer, SetTagInput } from "@/lib/model/loadbalancer";
import { Tags } from "@/lib/model/tag";
import { type Context, requireRole } from "../context";
import { findLoadBalancer } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { writeLoadBalancer } from "./update";

/** Gives a load balancer one tag more, or the tag of that key another value. */
export function setLoadBalancerTag(ctx: Context, raw: SetTagInput): LoadBalancer {
  return audited(ctx, { event: "update loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, tag } = parse(SetTagInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findLoadBalancer(ctx, mutation.tx, id);
      const others = before.tags.filter(({ key }) => key !== tag.key);
      return writeLoadBalancer(ctx, mutation, before, { tags: parse(Tags, [...others, tag]) });
    });
  });
}
