import fc from "fast-check";
import { expect, test } from "vitest";
import type { L7PolicySpec, ListenerSpec, LoadBalancerSpec, PoolSpec, Snapshot } from "@/lib/wire/snapshot";
import { factsOf } from "@/engine/routing/testing/policies";
import { type Compilation, compilePlan } from "./compile";
import { withKnownSpecs } from "./known-specs";
import { PlanMirror } from "./mirror";
import type { ListenerPlan, PoolPlan, Slots } from "./plan";
import { planSteps } from "./steps";
import { address, listener, loadBalancer, member, monitor, pool, snapshot } from "./testing/sample-snapshot";

/*
 * Few ids, few ports and few addresses, so that dangling references, ids used twice, port conflicts, refusals and
 * members that move between groups come often.
 */
const lbId = fc.constantFrom("lb", "lb2", "bad id");
const poolId = fc.constantFrom("pool", "pool2", "tcp");
const cidrs = fc.constantFrom<string[]>([], ["10.0.0.0/8"], ["127.0.0.0/8", "10.0.0.0/8"], ["nonsense"]);

const loadBalancers = fc.record({
  id: lbId,
  enabled: fc.boolean(),
  projectId: fc.constantFrom("p", "q"),
  accessLogStreamId: fc.constantFrom(null, "stream"),
  addresses: fc.array(
    fc
      .record({
        id: fc.constantFrom("eip", "eip2"),
        text: fc.constantFrom("127.91.0.1", "127.91.0.2", "none"),
        bandwidthMbps: fc.constantFrom(null, 5, 10, -1),
        allowedSources: fc.option(cidrs),
      })
      .map(({ text, ...change }) => address(text, change)),
    { maxLength: 2 },
  ),
});
const members = fc.record({
  id: fc.constantFrom("m1", "m2", "m3", "m4"),
  address: fc.constantFrom("10.0.0.1", "10.0.0.2", "x"),
  weight: fc.constantFrom(0, 1, 5, 101),
  enabled: fc.boolean(),
});
const pools = fc.record({
  id: poolId,
  loadBalancerId: lbId,
  protocol: fc.constantFrom("HTTP" as const, "TCP" as const),
  algorithm: fc.constantFrom("ROUND_ROBIN" as const, "SOURCE_IP" as const),
  members: fc.array(members.map(member), { maxLength: 3 }),
  healthMonitor: fc.constantFrom(null, monitor(), monitor({ intervalMs: 1 })),
});
const policies = fc
  .record({
    id: fc.constantFrom("a", "b"),
    action: fc.constantFrom("REDIRECT_TO_POOL" as const, "REJECT" as const, "REDIRECT_TO_URL" as const),
    redirectPoolId: fc.option(poolId),
    pattern: fc.constantFrom("/a.*", "(", "/b"),
  })
  .map(
    ({ pattern, ...change }): L7PolicySpec => ({
      name: "",
      position: 1,
      redirectListenerId: null,
      redirectPort: null,
      redirectUrl: "https://a.b/",
      redirectPrefix: null,
      redirectHttpCode: null,
      rules: [{ type: "PATH", compareType: "REGEX", key: null, value: pattern, invert: false, anchored: true }],
      ...change,
    }),
  );
const listeners = fc.record({
  id: fc.constantFrom("l1", "l2", "l3", "l4"),
  name: fc.constantFrom("", "name"),
  loadBalancerId: lbId,
  protocol: fc.constantFrom("HTTP" as const, "HTTP" as const, "TCP" as const, "UDP" as const, "HTTPS" as const),
  port: fc.constantFrom(80, 81, 0),
  enabled: fc.boolean(),
  defaultPoolId: fc.option(poolId),
  accessControl: fc.record({ enabled: fc.boolean(), cidrs }),
  trustedProxies: cidrs,
  policies: fc.array(policies, { maxLength: 2 }),
});
const slots = fc.record<Slots>({
  listeners: fc.constantFrom<Record<string, number>>({ l1: 0, l2: 1, l3: 2, l4: 3 }, { l1: 0, l2: 7 }),
  members: fc.constantFrom<Record<string, number>>({ m1: 0, m2: 1, m3: 2, m4: 3 }, { m1: 4 }),
  addresses: fc.constantFrom<Record<string, number>>({ eip: 0, eip2: 1 }, { eip: 2 }, {}),
});

interface Change {
  loadBalancers: LoadBalancerSpec[] | null;
  listeners: ListenerSpec[] | null;
  pools: PoolSpec[] | null;
  slots: Slots | null;
  sourceAddresses: string[] | null;
  restart: boolean;
}

/** Null: as it was before. */
const change: fc.Arbitrary<Change> = fc.record({
  loadBalancers: fc.option(fc.array(loadBalancers.map(loadBalancer), { maxLength: 3 })),
  listeners: fc.option(fc.array(listeners.map(listener), { maxLength: 5 })),
  pools: fc.option(fc.array(pools.map(pool), { maxLength: 3 })),
  slots: fc.option(slots),
  sourceAddresses: fc.option(fc.constantFrom<string[]>([], ["127.0.0.5"], ["10.0.0.5", "10.0.0.6"])),
  restart: fc.boolean(),
});

/** A worker that runs what it was told, and nothing else. */
class StandIn {
  private readonly mirror = new PlanMirror();
  readonly pools = new Map<string, PoolPlan>();
  readonly listeners = new Map<string, ListenerPlan>();
  readonly members = new Set<string>();
  private sent: Compilation["running"] | null = null;

  follow(running: Compilation["running"]): void {
    for (const sent of structuredClone(planSteps(this.sent, running))) {
      const step = this.mirror.take(sent);
      if (step.type === "pool") {
        this.pools.set(step.pool.id, step.pool);
        for (const { key } of step.pool.members) this.members.add(key);
      } else if (step.type === "listener") this.listeners.set(step.listener.id, step.listener);
      else if (step.type === "removeListener") this.listeners.delete(step.id);
      else if (step.type === "removePool") this.pools.delete(step.id);
      else this.members.delete(step.key);
    }
    this.sent = running;
  }
}

/** Listeners with what their router answers instead of the router, which has functions in it. */
function told(listeners: ReadonlyMap<string, ListenerPlan>): [string, unknown][] {
  return [...listeners].map(([id, { routes, ...plan }]) => {
    const answers = ["/a", "/abc", "/b", "/c"].map((path) => routes?.router.route(factsOf("h", path)));
    return [id, { ...plan, policies: routes?.policies, answers }];
  });
}

test("whatever came before, a compilation and the workers end with what a fresh one says", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      let state: Snapshot = snapshot({});
      let rows: Slots = { listeners: {}, members: {}, addresses: {} };
      let known = state;
      let former: Compilation | undefined;
      let worker = new StandIn();
      for (const [step, next] of changes.entries()) {
        state = {
          ...state,
          generation: step,
          loadBalancers: next.loadBalancers ?? state.loadBalancers,
          listeners: next.listeners ?? state.listeners,
          pools: next.pools ?? state.pools,
          sourceAddresses: next.sourceAddresses ?? state.sourceAddresses,
        };
        rows = next.slots ?? rows;
        const fresh = compilePlan(state, rows);
        known = withKnownSpecs(structuredClone(state), known);
        expect(known).toEqual(state);
        const compiled = compilePlan(known, rows, former);
        expect(compiled.errors).toEqual(fresh.errors);
        expect(compiled.warnings).toEqual(fresh.warnings);
        // In their order, which a map does not compare.
        expect([...compiled.plan.pools]).toEqual([...fresh.plan.pools]);
        expect([...compiled.plan.members]).toEqual([...fresh.plan.members]);
        expect(told(compiled.plan.listeners)).toEqual(told(fresh.plan.listeners));
        if (next.restart) worker = new StandIn();
        worker.follow(compiled.running);
        expect(new Map(told(worker.listeners))).toEqual(new Map(told(fresh.plan.listeners)));
        expect(worker.pools).toEqual(fresh.plan.pools);
        expect(worker.members).toEqual(new Set([...fresh.plan.members.values()].map(({ key }) => key)));
        former = compiled;
      }
    }),
    { numRuns: 200 },
  );
});

test("a change of one group is one step, and its listener keeps its plan", () => {
  const whole = snapshot({
    loadBalancers: [loadBalancer()],
    listeners: [listener({ id: "l1", port: 80, defaultPoolId: "pool" }), listener({ id: "l2", port: 81 })],
    pools: [pool({ members: [member({ id: "m1" })] }), pool({ id: "other", members: [] })],
  });
  const rows: Slots = { listeners: { l1: 0, l2: 1 }, members: { m1: 0 }, addresses: {} };
  const before = compilePlan(whole, rows);
  const next = structuredClone(whole);
  next.pools[0]?.members.forEach((one) => Object.assign(one, { weight: 7 }));
  const after = compilePlan(withKnownSpecs(next, whole), structuredClone(rows), before);
  expect(planSteps(before.running, after.running)).toEqual([{ type: "pool", pool: after.plan.pools.get("pool") }]);
  expect(after.plan.listeners.get("l1")).toBe(before.plan.listeners.get("l1"));
  expect(withKnownSpecs(structuredClone(whole), whole)).toBe(whole);
});
