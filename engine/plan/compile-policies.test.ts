import { expect, test } from "vitest";
import type { L7PolicySpec } from "@/lib/wire/snapshot";
import { factsOf, policy, prefix, regex } from "@/engine/routing/testing/policies";
import { compilePlan } from "./compile";
import { compileRedirect } from "./compile-policies";
import { Findings } from "./findings";
import { listener, loadBalancer, pool, snapshot } from "./testing/sample-snapshot";

function compile(policies: L7PolicySpec[]) {
  const pools = [pool(), pool({ id: "tcp", protocol: "TCP" })];
  const whole = snapshot({ loadBalancers: [loadBalancer()], pools, listeners: [listener({ policies })] });
  const { plan, errors } = compilePlan(whole, { listeners: { listener: 0 }, members: {}, addresses: {} });
  const brief = errors.map(({ object, field, code }) => `${object.type} ${object.id} ${field} ${code}`);
  return { routes: plan.listeners.get("listener")?.routes, brief };
}

test("policies stand in their effective order with what they do", () => {
  const { routes, brief } = compile([
    policy("group"),
    policy("url", { position: 2, action: "REDIRECT_TO_URL", redirectUrl: "https://a.b/", rules: [prefix("/ur")] }),
    policy("prefix", {
      position: 3,
      action: "REDIRECT_PREFIX",
      redirectPrefix: "https://c.d",
      redirectHttpCode: 308,
      rules: [prefix("/pre")],
    }),
    policy("reject", { position: 4, action: "REJECT", rules: [regex("/no.*")] }),
  ]);
  expect(brief).toEqual([]);
  expect(routes?.policies.map(({ id, action }) => [id, action])).toEqual([
    ["prefix", { type: "redirect", code: 308, url: "https://c.d", isPrefix: true }],
    ["url", { type: "redirect", code: 302, url: "https://a.b/", isPrefix: false }],
    ["group", { type: "pool", poolId: "pool" }],
    ["reject", { type: "reject" }],
  ]);
  expect(routes?.router.route(factsOf("h", "/url"))).toBe(1);
});

test("one that cannot run is refused and the others stay", () => {
  const { routes, brief } = compile([
    policy("good"),
    policy("gone", { redirectPoolId: "nowhere" }),
    policy("tcp", { redirectPoolId: "tcp" }),
    policy("pattern", { rules: [prefix("/a"), regex("/(a")] }),
    policy("lookahead", { rules: [regex("/(?=a)")] }),
    policy("url", { action: "REDIRECT_TO_URL", redirectUrl: "https://a.b/\r\nSet-Cookie: x" }),
    policy("scheme", { action: "REDIRECT_PREFIX", redirectPrefix: "javascript:x" }),
    policy("code", { action: "REDIRECT_PREFIX", redirectPrefix: "http://a", redirectHttpCode: 200 }),
  ]);
  expect(routes?.policies.map(({ id }) => id)).toEqual(["good"]);
  expect(brief.sort()).toEqual([
    "l7policy code redirectHttpCode INVALID_VALUE",
    "l7policy gone redirectPoolId DANGLING_REFERENCE",
    "l7policy lookahead rules.0.value INVALID_VALUE",
    "l7policy pattern rules.1.value INVALID_VALUE",
    "l7policy scheme redirectPrefix INVALID_VALUE",
    "l7policy tcp redirectPoolId INVALID_VALUE",
    "l7policy url redirectUrl INVALID_VALUE",
  ]);
});

test("a listener without policies has no router", () => {
  expect(compile([]).routes).toBeNull();
  expect(compile([policy("gone", { redirectPoolId: null })]).routes).toBeNull();
});

test("a redirect to a listener stands beside the policies; one that leads nowhere is refused", () => {
  const plan = (policies: L7PolicySpec[], protocol: "HTTP" | "HTTPS" = "HTTP") => {
    const findings = new Findings();
    return [compileRedirect({ protocol, policies }, findings), findings.errors.map(({ field }) => field)];
  };
  const to = (redirectPort: number | null) =>
    policy("r", { action: "REDIRECT_TO_LISTENER", redirectPoolId: null, redirectPort, rules: [] });
  expect(plan([policy("group"), to(443)])).toEqual([{ policyId: "r", port: "" }, []]);
  expect(plan([to(8443)])).toEqual([{ policyId: "r", port: ":8443" }, []]);
  expect(plan([to(null)])).toEqual([null, ["redirectListenerId"]]);
  expect(plan([to(443)], "HTTPS")).toEqual([null, ["action"]]);
  const { routes, brief } = compile([to(443), policy("group")]);
  expect([routes?.policies.map(({ id }) => id), brief]).toEqual([["group"], []]);
});
