import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { l7Policies } from "@/lib/db/schema";
import type { CreateL7PolicyInput } from "@/lib/model/l7policy";
import { rulesOf, simpleConditions } from "@/lib/model/l7policy";
import type { L7RuleInput } from "@/lib/model/l7rule";
import { createL7Rule } from "../l7rule/create";
import { deleteL7Rule } from "../l7rule/delete";
import { updateL7Rule } from "../l7rule/update";
import { createListener } from "../listener/create";
import { deleteListener } from "../listener/delete";
import { getListener } from "../listener/get";
import { updateListener } from "../listener/update";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { createPool } from "../pool/create";
import { deletePool } from "../pool/delete";
import { getPool } from "../pool/get";
import { buildSnapshot } from "../snapshot/build";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createL7Policy } from "./create";
import { deleteL7Policy } from "./delete";
import { getL7Policy, listL7Policies } from "./list";
import { updateL7Policy } from "./update";

let ctx: TestContext;
let balancerId: string;
let listenerId: string;
let poolId: string;
beforeEach(() => {
  ctx = testContext();
  const chain = createChain(ctx);
  balancerId = chain.balancer.id;
  listenerId = chain.listener.id;
  poolId = createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP", name: "other" }).id;
});

const url = (value: string, match: "EQUAL_TO" | "STARTS_WITH" | "REGEX" = "STARTS_WITH", domain = "") =>
  rulesOf({ domain, url: value, match });

function add(rules: L7RuleInput[], change: Partial<CreateL7PolicyInput> = {}) {
  return createL7Policy(ctx, { listenerId, redirectPoolId: poolId, rules, ...change });
}

const names = () => listL7Policies(ctx, { listenerId }).map(({ name }) => name);

test("a group knows the policies that use it; the default group of their own listener goes with it (K-10)", () => {
  const policy = add(url("/a"));
  expect(getPool(ctx, poolId).policies).toEqual([{ id: policy.id, name: policy.name, listenerId }]);
  const own = createChain(ctx);
  add(url("/b"), { listenerId: own.listener.id, redirectPoolId: own.poolId });
  deleteListener(ctx, { id: own.listener.id, withServers: true });
  expect(refusalOf(() => getPool(ctx, own.poolId)).code).toBe("notFound");
});

describe("adding", () => {
  test("writes policy and rules, audits both and reaches the engine (FP-02, FP-13)", () => {
    const { id, name } = add(url("/login.php", "EQUAL_TO", "www.test.com"));
    expect(name).toMatch(/^forwarding_policy-[a-z0-9]{4}$/);
    const events = ctx.traces().map(({ event }) => event);
    expect(events.slice(0, 3)).toEqual([
      "create forwarding rule",
      "create forwarding rule",
      "create forwarding policy",
    ]);
    const view = getL7Policy(ctx, id);
    expect(view).toMatchObject({ position: 1, order: 1, redirectPool: { id: poolId, name: "other" } });
    expect(view.configuration.state).toBe("applying");
    expect(simpleConditions(view.rules)).toEqual({ domain: "www.test.com", url: "/login.php", match: "EQUAL_TO" });
    const spec = buildSnapshot(ctx.db).listeners.find((each) => each.id === listenerId);
    expect(spec).toMatchObject({
      policyOrder: "guide",
      policies: [
        {
          id,
          action: "REDIRECT_TO_POOL",
          redirectPoolId: poolId,
          rules: [
            { type: "HOST_NAME", compareType: "EQUAL_TO", value: "www.test.com", anchored: true },
            { type: "PATH", compareType: "EQUAL_TO", value: "/login.php" },
          ],
        },
      ],
    });
    expect(getListener(ctx, listenerId).policyIds).toEqual([id]);
  });

  test.each<[string, Partial<CreateL7PolicyInput>, string, string]>([
    ["a group that is not there", { redirectPoolId: null }, "redirectPoolId", "required"],
    ["a URL without a slash", { rules: url("login", "EQUAL_TO") }, "rules.0.value", "l7UrlSlash"],
    ["a URL with a space", { rules: url("/a b") }, "rules.0.value", "l7Url"],
    ["a URL of 129 characters", { rules: url(`/${"a".repeat(128)}`) }, "rules.0.value", "tooLong"],
    ["a domain with a slash", { rules: url("", "EQUAL_TO", "a/b") }, "rules.0.value", "l7Domain"],
    ["a domain of 101 characters", { rules: url("", "EQUAL_TO", "a".repeat(101)) }, "rules.0.value", "tooLong"],
    ["an expression that is none", { rules: url("/(a", "REGEX") }, "rules.0.value", "l7Pattern"],
    ["a lookahead", { rules: url("/(?=a)", "REGEX") }, "rules.0.value", "l7Pattern"],
    [
      "a header without a name",
      { rules: [{ type: "HEADER", compareType: "EQUAL_TO", value: "1" }] },
      "rules.0.key",
      "required",
    ],
    [
      "a redirect to a script",
      { action: "REDIRECT_TO_URL", redirectUrl: "javascript:1" },
      "redirectUrl",
      "redirectUrl",
    ],
    ["a redirect without a URL", { action: "REDIRECT_TO_URL" }, "redirectUrl", "required"],
    ["an odd code", { redirectHttpCode: 200 as 302 }, "redirectHttpCode", "redirectHttpCode"],
  ])("refuses %s", (_, change, path, rule) => {
    const refusal = refusalOf(() => add(url("/x"), change));
    expect(refusal.fields.map((field) => [field.path, field.rule.split("?")[0]])).toEqual([[path, rule]]);
    expect(names()).toEqual([]);
  });

  test("refuses TCP listeners, TCP groups, and those of another load balancer", () => {
    const tcp = createListener(ctx, { loadBalancerId: balancerId, protocol: "TCP", port: 81 });
    expect(refusalOf(() => add(url("/"), { listenerId: tcp.id })).ruleKey).toBe("l7PolicyHttpOnly");
    const tcpPool = createPool(ctx, { loadBalancerId: balancerId, protocol: "TCP" });
    expect(refusalOf(() => add(url("/"), { redirectPoolId: tcpPool.id })).ruleKey).toBe("poolProtocolMismatch");
    const elsewhere = createChain(ctx);
    expect(refusalOf(() => add(url("/"), { redirectPoolId: elsewhere.poolId })).ruleKey).toBe(
      "poolOfOtherLoadBalancer",
    );
  });

  test("refuses the same conditions twice, whatever the domain's case (FP-06)", () => {
    add(url("/x", "EQUAL_TO", "a.com"), { name: "first" });
    const refusal = refusalOf(() => add(url("/x", "EQUAL_TO", "A.com")));
    expect([refusal.code, refusal.rule]).toEqual(["conflict", "duplicatePolicy?name=first"]);
    add(url("/x", "STARTS_WITH", "a.com"));
    add(url("/x", "EQUAL_TO"));
    expect(names()).toHaveLength(3);
  });

  test("stops at 500 (FP-01)", () => {
    add(url("/first"));
    const row = ctx.db.select().from(l7Policies).get();
    if (row === undefined) throw new Error("the first is not stored");
    const more = Array.from({ length: 498 }, () => ({ ...row, id: randomUUID() }));
    ctx.db.insert(l7Policies).values(more).run();
    add(url("/last"));
    const refusal = refusalOf(() => add(url("/more")));
    expect([refusal.code, refusal.rule]).toEqual(["quota", "quotaL7Policy?limit=500"]);
  });
});

describe("order", () => {
  test("is shown as it takes effect: exact, longer prefix, expression (FP-04, FP-11)", () => {
    add(url("/a.*", "REGEX"), { name: "regex" });
    add(url("/a"), { name: "short" });
    add(url("/ab"), { name: "long" });
    add(url("/abc", "EQUAL_TO"), { name: "exact" });
    expect(names()).toEqual(["exact", "long", "short", "regex"]);
    updateListener(ctx, { id: listenerId, policyOrder: "position" });
    expect(names()).toEqual(["regex", "short", "long", "exact"]);
  });

  test("positions have no holes: inserting, moving and deleting number the others anew", () => {
    const order = () =>
      [...listL7Policies(ctx, { listenerId })]
        .sort((a, b) => a.position - b.position)
        .map((p) => `${p.position} ${p.name}`);
    const a = add(url("/a.", "REGEX"), { name: "a" });
    const b = add(url("/b.", "REGEX"), { name: "b" });
    add(url("/c.", "REGEX"), { name: "c", position: 1 });
    expect(order()).toEqual(["1 c", "2 a", "3 b"]);
    updateL7Policy(ctx, { id: b.id, position: 1 });
    expect(order()).toEqual(["1 b", "2 c", "3 a"]);
    updateL7Policy(ctx, { id: b.id, position: 99 });
    expect(order()).toEqual(["1 c", "2 a", "3 b"]);
    deleteL7Policy(ctx, { id: a.id });
    expect(order()).toEqual(["1 c", "2 b"]);
  });
});

describe("changing", () => {
  test("replaces the rules, the group, the switch; off it does not reach the engine", () => {
    const { id } = add(url("/x"));
    updateL7Policy(ctx, { id, name: "new", enabled: false, rules: url("/y", "REGEX") });
    const view = getL7Policy(ctx, id);
    expect(view).toMatchObject({ name: "new", enabled: false, rules: [{ value: "/y", compareType: "REGEX" }] });
    expect(buildSnapshot(ctx.db).listeners[0]?.policies).toEqual([]);
    expect(ctx.traces().map(({ event }) => event)).toContain("delete forwarding rule");
  });

  test("setting a target changes the action and clears the others (Octavia)", () => {
    const { id } = add(url("/x"));
    expect(updateL7Policy(ctx, { id, redirectUrl: "https://a.b/" })).toMatchObject({
      action: "REDIRECT_TO_URL",
      redirectPoolId: null,
      redirectHttpCode: 302,
    });
    expect(updateL7Policy(ctx, { id, action: "REJECT" })).toMatchObject({ redirectUrl: null, redirectHttpCode: null });
  });

  test("rules one by one, judged as a whole", () => {
    add(url("/x"), { name: "first" });
    const { id } = add([]);
    const rule = createL7Rule(ctx, { policyId: id, rule: { type: "PATH", compareType: "STARTS_WITH", value: "/y" } });
    expect(refusalOf(() => updateL7Rule(ctx, { policyId: id, id: rule.id, value: "/x" })).ruleKey).toBe(
      "duplicatePolicy",
    );
    expect(refusalOf(() => updateL7Rule(ctx, { policyId: id, id: rule.id, value: "x" })).fields[0]?.path).toBe("value");
    expect(updateL7Rule(ctx, { policyId: id, id: rule.id, value: "/z", invert: true }).value).toBe("/z");
    deleteL7Rule(ctx, { policyId: id, id: rule.id });
    expect(getL7Policy(ctx, id).rules).toEqual([]);
  });
});

describe("deleting", () => {
  test("a group in use by a policy stays, by cascade too, and says by which", () => {
    const { id } = add(url("/x"), { name: "user" });
    for (const cascade of [false, true]) {
      const refusal = refusalOf(() => deletePool(ctx, { id: poolId, cascade }));
      expect([refusal.code, refusal.remains]).toEqual(["inUse", [{ type: "l7policy", id, name: "user" }]]);
    }
    deleteL7Policy(ctx, { id });
    deletePool(ctx, { id: poolId });
  });

  test("the listener takes its policies along, the load balancer everything", () => {
    add(url("/x"));
    deleteListener(ctx, { id: listenerId, withServers: true });
    expect(ctx.traces().map(({ event }) => event)).toContain("delete forwarding policy");
    expect(listL7Policies(ctx)).toEqual([]);
    const other = createChain(ctx);
    createL7Policy(ctx, { listenerId: other.listener.id, redirectPoolId: other.poolId, rules: url("/x") });
    deleteLoadBalancer(ctx, { id: other.balancer.id, cascade: true });
    expect(listL7Policies(ctx)).toEqual([]);
  });

  test("an observer may look and nothing else", () => {
    const { id } = add(url("/x"));
    const observer = ctx.as({ role: "observer" });
    expect(listL7Policies(observer, { listenerId })).toHaveLength(1);
    expect(refusalOf(() => deleteL7Policy(observer, { id })).code).toBe("forbidden");
    expect(refusalOf(() => updateL7Policy(observer, { id, name: "x" })).code).toBe("forbidden");
  });
});
