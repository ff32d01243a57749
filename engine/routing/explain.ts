import { performance } from "node:perf_hooks";
import type { AskedRequest, RouteExplanation } from "@/lib/wire/route-explanation";
import type { L7RuleSpec } from "@/lib/wire/snapshot";
import { findCookie } from "@/engine/stickiness/cookie-header";
import { Budget } from "./budget";
import { compileCondition } from "./condition";
import { hostName, pathOf, type RequestFacts } from "./facts";
import { Router } from "./router";

/** A policy that runs, in the effective order. */
export interface ExplainedPolicy {
  readonly id: string;
  readonly rules: readonly L7RuleSpec[];
}

/** What the data path's own router makes of each request, and every single rule beside it. */
export function explainRoutes(
  policies: readonly ExplainedPolicy[],
  requests: readonly AskedRequest[],
  now: () => number = performance.now.bind(performance),
): RouteExplanation[] {
  const router = new Router(policies, now);
  const budget = new Budget(now);
  const compiled = policies.map(({ id, rules }) => ({
    id,
    conditions: rules.map((rule) => compileCondition(rule, budget)),
  }));
  return requests.map((request) => {
    const facts = factsOf(request);
    const index = router.route(facts);
    budget.begin();
    return {
      policyId: policies[index]?.id ?? null,
      tooCostly: index === Router.tooCostly,
      judged: compiled.map(({ id, conditions }) => ({
        policyId: id,
        held: conditions.map((condition) => condition.holds(facts)),
      })),
    };
  });
}

function factsOf({ host, path, headers }: AskedRequest): RequestFacts {
  const named = (name: string) => headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return {
    host: hostName(host),
    path: pathOf(path),
    header: named,
    cookie: (name) => {
      for (const value of named("cookie")) {
        const found = findCookie(value, name);
        if (found !== null) return found;
      }
      return null;
    },
  };
}
