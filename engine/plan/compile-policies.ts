import { RE2JSException } from "re2js";
import { effectiveOrder } from "@/lib/model/l7policy-order";
import { refusalCodes } from "@/lib/wire/messages";
import type { L7PolicySpec, L7RuleSpec, ListenerSpec } from "@/lib/wire/snapshot";
import { compilePattern } from "@/engine/routing/pattern";
import { Router } from "@/engine/routing/router";
import { type Findings, isPort } from "./findings";
import type { PolicyPlan, PoolPlan, RedirectPlan, Routes } from "./plan";

interface Context {
  readonly pools: ReadonlyMap<string, PoolPlan>;
  readonly findings: Findings;
}

type Action = PolicyPlan["action"];

/** Octavia's codes for redirects. */
const redirectCodes = [301, 302, 303, 307, 308];

/**
 * The forwarding policies of a listener in their effective order; null: it has none. One that cannot run is refused and
 * the others stay: a request that it would take goes on to the next, or to the default group.
 */
export function compileRoutes(spec: Pick<ListenerSpec, "policyOrder" | "policies">, context: Context): Routes | null {
  const usable: { plan: PolicyPlan; rules: L7RuleSpec[] }[] = [];
  for (const policy of effectiveOrder(spec.policies, spec.policyOrder)) {
    if (policy.action === "REDIRECT_TO_LISTENER") continue;
    const action = compileAction(policy, context);
    if (action === null || !arePatterns(policy, context.findings)) continue;
    usable.push({ plan: { id: policy.id, name: policy.name, action }, rules: policy.rules });
  }
  if (usable.length === 0) return null;
  return { router: new Router(usable), policies: usable.map(({ plan }) => plan) };
}

/** The redirect of an HTTP listener to an HTTPS one, or null. One that leads nowhere is refused and the listener serves. */
export function compileRedirect(
  { protocol, policies }: Pick<ListenerSpec, "protocol" | "policies">,
  findings: Findings,
): RedirectPlan | null {
  for (const { id, action, redirectPort } of policies) {
    if (action !== "REDIRECT_TO_LISTENER") continue;
    if (protocol !== "HTTP") {
      findings.refuse("l7policy", id, "action", refusalCodes.invalidValue, "only an HTTP listener redirects to HTTPS");
    } else if (redirectPort === null || !isPort(redirectPort)) {
      const message = "there is no HTTPS listener to redirect to";
      findings.refuse("l7policy", id, "redirectListenerId", refusalCodes.danglingReference, message);
    } else return { policyId: id, port: redirectPort === 443 ? "" : `:${redirectPort}` };
  }
  return null;
}

function compileAction(policy: L7PolicySpec, { pools, findings }: Context): Action | null {
  const refuse = (field: string, code: string, message: string) =>
    findings.refuse("l7policy", policy.id, field, code, message);
  if (policy.action === "REJECT") return { type: "reject" };
  if (policy.action === "REDIRECT_TO_POOL") {
    const pool = pools.get(policy.redirectPoolId ?? "");
    if (pool === undefined) {
      return refuse("redirectPoolId", refusalCodes.danglingReference, "there is no usable group for the policy");
    }
    // FP-02: the group speaks HTTP.
    if (pool.protocol === "HTTP") return { type: "pool", poolId: pool.id };
    return refuse("redirectPoolId", refusalCodes.invalidValue, `the group speaks ${pool.protocol}, not HTTP`);
  }
  const code = policy.redirectHttpCode ?? 302;
  if (!redirectCodes.includes(code)) return refuse("redirectHttpCode", refusalCodes.invalidValue, `${code} is none`);
  const isWhole = policy.action === "REDIRECT_TO_URL";
  const url = isWhole ? policy.redirectUrl : policy.redirectPrefix;
  if (url !== null && /^https?:\/\/[!-~]+$/i.test(url)) return { type: "redirect", code, url, isPrefix: !isWhole };
  const field = isWhole ? "redirectUrl" : "redirectPrefix";
  return refuse(field, refusalCodes.invalidValue, "not an http or https URL of printable ASCII");
}

function arePatterns(policy: L7PolicySpec, findings: Findings): boolean {
  for (const [index, { compareType, value }] of policy.rules.entries()) {
    if (compareType !== "REGEX") continue;
    try {
      compilePattern(value, false);
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      findings.refuse("l7policy", policy.id, `rules.${index}.value`, refusalCodes.invalidValue, error.message);
      return false;
    }
  }
  return true;
}
