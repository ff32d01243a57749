import type { PolicyPlan } from "@/engine/plan/plan";
import { Router } from "@/engine/routing/router";
import { type Refusal, redirection, refusals } from "./answers";
import { hostName } from "@/engine/routing/facts";
import { authorityOf } from "./head-facts";
import { latin1 } from "./http1/bytes";
import type { HttpListener } from "./http-listener";
import type { RequestHead } from "./http1/request-head";

/** Phase route: which group a request goes to, or what it is answered instead (FP-07). */
export class Route {
  /** Group of the policy that took the request; empty: the listener's default group. */
  poolId = "";

  /**
   * Asks the listener's redirect, then its policies. Gives the answer where a request goes to no group, or null.
   * `localHost` is what the client connected to: it stands for the host of a request that names none.
   */
  begin(listener: HttpListener, head: RequestHead, bytes: Buffer, localHost: string): Refusal | null {
    this.poolId = "";
    const { routes, redirect } = listener.plan;
    if (redirect !== null) return redirection(301, httpsLocation(redirect.port, head, bytes, localHost));
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

/**
 * L7-21: the request's host, without its port, and its path and query. The reader of heads lets no byte through that
 * is not of a host or of a target (RFC 9112 3.2), so that nothing of the client's breaks out of the line.
 */
function httpsLocation(port: string, head: RequestHead, bytes: Buffer, localHost: string): string {
  const host = hostName(authorityOf(head, bytes) || localHost);
  const target = latin1(bytes, head.targetStart, head.targetEnd);
  return `https://${host}${port}${target.startsWith("/") ? target : `/${target === "*" ? "" : target}`}`;
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
