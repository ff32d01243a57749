import type { PolicyPlan } from "@/engine/plan/plan";
import { Router } from "@/engine/routing/router";
import { type Refusal, redirection, refusals } from "./answers";
import { latin1 } from "./http1/bytes";
import type { HttpListener } from "./http-listener";
import type { RequestHead } from "./http1/request-head";

/** Phase route: which group a request goes to, or what it is answered instead (FP-07). */
export class Route {
  /** Group of the policy that took the request; empty: the listener's default group. */
  poolId = "";

  /** Asks the listener's policies. Gives the answer of a policy that sends the request nowhere, or null. */
  begin(listener: HttpListener, head: RequestHead, bytes: Buffer): Refusal | null {
    this.poolId = "";
    const { routes } = listener.plan;
    if (routes === null) return null;
    const index = routes.router.route(listener.context.headFacts.read(bytes));
    if (index === Router.none) return null;
    if (index === Router.tooCostly) return refusals.targetTooCostly;
    const { action } = routes.policies[index] as PolicyPlan;
    if (action.type === "reject") return refusals.rejected;
    if (action.type === "redirect") return redirection(action.code, locationOf(action, head, bytes));
    this.poolId = action.poolId;
    return null;
  }
}

interface Redirect {
  url: string;
  isPrefix: boolean;
}

/** Octavia's REDIRECT_PREFIX puts its URL before the path and query of the request. */
function locationOf({ url, isPrefix }: Redirect, head: RequestHead, bytes: Buffer): string {
  if (!isPrefix) return url;
  const target = latin1(bytes, head.targetStart, head.targetEnd);
  return target.startsWith("/") && url.endsWith("/") ? url + target.slice(1) : url + target;
}
