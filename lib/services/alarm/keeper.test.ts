import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { alarmNotices, alarmStates } from "@/lib/db/schema";
import type { CreateAlarmRuleInput } from "@/lib/model/alarm";
import type { EngineView } from "../engine-view";
import { createAlarmRule } from "../alarmrule/create";
import { deleteAlarmRule } from "../alarmrule/delete";
import { getAlarmRule, listAlarmRules } from "../alarmrule/list";
import { updateAlarmRule } from "../alarmrule/update";
import { createAlarmTarget } from "../alarmtarget/create";
import { createLoadBalancer } from "../loadbalancer/create";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { testContext } from "../testing/context";
import { exportAlarmEventsCsv } from "./export-csv";
import { countFiringAlarms, listFiringAlarms, listObjectAlarms } from "./firing";
import { searchAlarmEvents } from "./history";
import { AlarmKeeper, type MetricSource } from "./keeper";

beforeAll(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-alarm-"));
});

const minute = 60_000;

/** A load balancer, a target, a clock that the test moves, and readings that it gives. */
function setUp(engine: Partial<EngineView> = {}) {
  const base = testContext(engine);
  const clock = { now: Math.ceil(Date.now() / minute) * minute + minute / 2 };
  const ctx = { ...base, now: () => clock.now };
  const balancer = createLoadBalancer(ctx, { name: "elb-1", subnetId: ctx.subnetId });
  const target = createAlarmTarget(ctx, { name: "hook", channel: { type: "webhook" }, url: "http://example.com/x" });
  const readings = new Map<string, number | null>();
  const points = { until: Number.POSITIVE_INFINITY };
  const metrics: MetricSource = { read: (_, _rule, { id }) => readings.get(id) ?? null, until: () => points.until };
  const begin = () => new AlarmKeeper(() => ctx, metrics, 1000);
  let keeper = begin();
  const make = (over: Partial<CreateAlarmRuleInput> = {}) =>
    createAlarmRule(ctx, {
      name: "busy",
      source: "metric",
      objectType: "loadbalancer",
      objectId: balancer.id,
      metric: "m1_cps",
      periodS: 60,
      operator: ">",
      threshold: 10,
      count: 2,
      targetIds: [target.id],
      ...over,
    });
  return {
    ctx,
    balancer,
    target,
    readings,
    points,
    make,
    /** A minute passes, of which this is read of the load balancer. */
    pass(value: number | null, ms = minute) {
      readings.set(balancer.id, value);
      clock.now += ms;
      keeper.tick();
    },
    advance(ms: number) {
      clock.now += ms;
      keeper.tick();
    },
    restart() {
      keeper = begin();
    },
    sent: () =>
      ctx.db
        .select()
        .from(alarmNotices)
        .all()
        .map(({ message }) => `${message.kind} ${message.objects.map(({ name }) => name).join()}`),
  };
}

describe("the keeper of alarms", () => {
  it("fires after as many periods as counted, tells it once, and tells the recovery", () => {
    const { ctx, make, pass, sent } = setUp();
    const rule = make();
    pass(11);
    expect(getAlarmRule(ctx, rule.id).state).toBe("pending");
    expect(sent()).toEqual([]);
    pass(12);
    expect(getAlarmRule(ctx, rule.id)).toMatchObject({ state: "alarm", firing: 1 });
    expect(listFiringAlarms(ctx)).toMatchObject([{ value: 12, object: { name: "elb-1" }, rule: { name: "busy" } }]);
    pass(12);
    expect(sent()).toEqual(["fired elb-1"]);
    pass(3);
    expect(sent()).toEqual(["fired elb-1", "recovered elb-1"]);
    expect(listFiringAlarms(ctx)).toEqual([]);
    const history = searchAlarmEvents(ctx, {});
    expect(history.rows.map(({ kind, value }) => [kind, value])).toEqual([
      ["recovered", 3],
      ["fired", 12],
    ]);
    expect(exportAlarmEventsCsv(ctx, { filters: ["kind=fired"] }).split("\r\n")[1]).toContain(",fired,major,busy,");
  });

  it("looks once a period, however often it is ticked", () => {
    const { ctx, make, pass, advance } = setUp();
    make({ count: 3 });
    pass(11);
    for (let tick = 0; tick < 20; tick++) advance(100);
    expect(ctx.db.select().from(alarmStates).get()?.streak ?? 0).toBeLessThanOrEqual(1);
  });

  it("goes on after a restart without telling again what it told", () => {
    const { make, pass, sent, restart } = setUp();
    make({ suppressS: 300, count: 1 });
    pass(11);
    pass(11);
    expect(sent()).toEqual(["fired elb-1"]);
    restart();
    // An hour without anybody looking: the interval has long passed.
    pass(11, 60 * minute);
    pass(11);
    expect(sent()).toEqual(["fired elb-1"]);
    for (let passed = 0; passed < 5; passed++) pass(11);
    expect(sent()).toEqual(["fired elb-1", "repeated elb-1"]);
    restart();
    pass(1);
    pass(1);
    expect(sent()).toEqual(["fired elb-1", "repeated elb-1", "recovered elb-1"]);
  });

  it("sends one message for all objects of a rule", () => {
    const { ctx, balancer, make, readings, pass, sent } = setUp();
    const second = createLoadBalancer(ctx, { name: "elb-2", subnetId: ctx.subnetId });
    const rule = make({ objectId: null, count: 1 });
    readings.set(second.id, 20);
    pass(11);
    pass(11);
    expect(sent()).toEqual(["fired elb-1,elb-2"]);
    expect(countFiringAlarms(ctx)).toBe(2);
    expect(listObjectAlarms(ctx, rule.id).map(({ value }) => value)).toEqual([11, 20]);
    deleteLoadBalancer(ctx, { id: balancer.id });
    pass(11);
    expect(listFiringAlarms(ctx).map(({ object }) => object.name)).toEqual(["elb-2"]);
    expect(searchAlarmEvents(ctx, { filters: ["kind=closed"] }).rows[0]?.objectName).toBe("elb-1");
  });

  it("marks a rule whose object is gone, and keeps it until somebody deletes it (MO-05)", () => {
    const { ctx, balancer, make, pass } = setUp();
    const rule = make({ count: 1 });
    pass(11);
    pass(11);
    deleteLoadBalancer(ctx, { id: balancer.id });
    pass(11);
    expect(listAlarmRules(ctx)).toMatchObject([{ orphaned: true, state: "orphaned", object: { name: "elb-1" } }]);
    expect(listFiringAlarms(ctx)).toEqual([]);
    updateAlarmRule(ctx, { id: rule.id, enabled: false });
    deleteAlarmRule(ctx, { id: rule.id });
    expect(listAlarmRules(ctx)).toEqual([]);
    const events = ctx.traces().filter(({ resourceType }) => resourceType === "alarmrule");
    expect(events.map(({ event }) => event)).toEqual(["delete alarm rule", "update alarm rule", "create alarm rule"]);
  });

  it("closes alarms of a rule that is disabled, and begins anew when it is enabled", () => {
    const { ctx, make, pass } = setUp();
    const rule = make({ count: 1 });
    pass(11);
    pass(11);
    updateAlarmRule(ctx, { id: rule.id, enabled: false });
    pass(11);
    expect(getAlarmRule(ctx, rule.id)).toMatchObject({ state: "disabled", firing: 0 });
    updateAlarmRule(ctx, { id: rule.id, enabled: true });
    pass(11);
    expect(getAlarmRule(ctx, rule.id)).toMatchObject({ state: "alarm", firing: 1 });
    expect(searchAlarmEvents(ctx, {}).rows.map(({ kind }) => kind)).toEqual(["fired", "closed", "fired"]);
  });

  it("waits for a point that is late, and knows too little without any", () => {
    const { ctx, make, pass, advance, points } = setUp();
    const rule = make({ count: 1 });
    const state = () => getAlarmRule(ctx, rule.id).state;
    pass(1);
    points.until = ctx.now();
    pass(11);
    expect(state()).toBe("ok");
    points.until = ctx.now();
    advance(1000);
    expect(state()).toBe("alarm");
    // The engine is away: a period is given up a while after its end, and an alarm outlasts it.
    for (let missed = 0; missed < 3; missed++) pass(null);
    expect(state()).toBe("alarm");
    points.until = Number.POSITIVE_INFINITY;
    pass(1);
    for (let missed = 0; missed < 3; missed++) pass(null);
    expect(state()).toBe("insufficient");
  });

  it("tells of an engine that is away, after as long as the rule says", () => {
    const engine = { downSince: null as number | null };
    const { ctx, make, advance } = setUp(engine);
    const rule = make({
      source: "engineDown",
      objectType: "engine",
      objectId: null,
      operator: ">=",
      threshold: 60,
      count: 1,
    });
    advance(5000);
    expect(getAlarmRule(ctx, rule.id).state).toBe("ok");
    (ctx.engine as { downSince: number | null }).downSince = ctx.now();
    advance(30_000);
    expect(getAlarmRule(ctx, rule.id).state).toBe("ok");
    advance(31_000);
    expect(getAlarmRule(ctx, rule.id)).toMatchObject({ state: "alarm" });
  });
});
