import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { alarmNotices, alarmTargets } from "@/lib/db/schema";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import { enqueueMessage, mostWaiting } from "../alarm/enqueue";
import { createAlarmTarget } from "../alarmtarget/create";
import { deleteAlarmTarget } from "../alarmtarget/delete";
import { listAlarmTargets } from "../alarmtarget/list";
import { setMayBeLocal } from "../alarmtarget/local";
import { unsealSecret } from "../alarmtarget/secret";
import { updateAlarmTarget } from "../alarmtarget/update";
import { createLoadBalancer } from "../loadbalancer/create";
import { refusalOf, testContext } from "../testing/context";
import { createAlarmRule } from "./create";
import { alarmObjects } from "./objects";
import { alarmRulesOf } from "./of-object";
import { updateAlarmRule } from "./update";

beforeAll(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-alarm-"));
});

function setUp() {
  const ctx = testContext();
  const balancer = createLoadBalancer(ctx, { name: "elb-1", subnetId: ctx.subnetId });
  const rule = {
    name: "busy",
    source: "metric",
    objectType: "loadbalancer",
    objectId: balancer.id,
    metric: "m1_cps",
    operator: ">",
    threshold: 10,
  } as const;
  const hook = { name: "ops", channel: { type: "slack" }, url: "https://hooks.slack.com/services/T0/B0/key" } as const;
  return { ctx, balancer, rule, hook };
}

describe("an alarm rule", () => {
  it("is refused what cannot be looked at, in words that say why", () => {
    const { ctx, rule } = setUp();
    const make = (over: object, as = ctx) => refusalOf(() => createAlarmRule(as, { ...rule, ...over }));
    expect(make({ metric: "m99" }).ruleKey).toBe("unknownMetric");
    expect(make({ objectType: "listener", metric: "m9_abnormal_servers" }).ruleKey).toBe("metricObject");
    expect(make({ objectId: "nobody" }).fields[0]?.path).toBe("objectId");
    expect(make({ count: 6 }).ruleKey).toBe("integerBetween");
    expect(make({ periodS: 61 }).ruleKey).toBe("oneOf");
    expect(make({ threshold: Number.NaN }).ruleKey).toBe("numberBetween");
    expect(make({ source: "engineDown" }).fields[0]?.path).toBe("objectType");
    expect(make({ targetIds: ["6f5c5b1c-2f4e-4e63-8d53-111111111111"] }).ruleKey).toBe("unknownReference");
    expect(make({}, ctx.as({ role: "observer" })).code).toBe("forbidden");
    expect(make({}, ctx.as({ projectId: "6f5c5b1c-2f4e-4e63-8d53-111111111111" })).code).toBe("invalid");
  });

  it("can be set on what the project has", () => {
    const { ctx, balancer } = setUp();
    const href = `/load-balancers/${balancer.id}`;
    expect(alarmObjects(ctx, "loadbalancer")).toEqual([{ type: "loadbalancer", id: balancer.id, name: "elb-1", href }]);
    expect(alarmObjects(ctx, "engine")).toHaveLength(1);
    for (const type of ["listener", "pool", "member", "certificate", "eip", "logstream"] as const) {
      expect(alarmObjects(ctx, type)).toEqual([]);
    }
  });

  it("keeps what an update does not name, and serves charts their thresholds", () => {
    const { ctx, rule, balancer } = setUp();
    const made = createAlarmRule(ctx, { ...rule, suppressS: 300, count: 5 });
    expect(updateAlarmRule(ctx, { id: made.id, threshold: 7 })).toMatchObject({
      suppressS: 300,
      count: 5,
      threshold: 7,
    });
    const object = { type: "loadbalancer", id: balancer.id } as const;
    expect(alarmRulesOf(ctx, object)).toMatchObject([{ metric: "m1_cps", threshold: 7 }]);
    updateAlarmRule(ctx, { id: made.id, statistic: "sum" });
    expect(alarmRulesOf(ctx, object)).toEqual([]);
    updateAlarmRule(ctx, { id: made.id, statistic: "max", objectId: null });
    expect(alarmRulesOf(ctx, object)).toHaveLength(1);
    updateAlarmRule(ctx, { id: made.id, enabled: false });
    expect(alarmRulesOf(ctx, object)).toEqual([]);
  });
});

describe("a notification target", () => {
  it("tells nobody its address or secret, and keeps both when they are not given", () => {
    const { ctx, hook } = setUp();
    const made = createAlarmTarget(ctx, { ...hook, secret: "s3cret" });
    expect(made).toMatchObject({ origin: "https://hooks.slack.com", hasSecret: true });
    refusalOf(() => createAlarmTarget(ctx, { ...hook, name: "", secret: "s3cret" }));
    updateAlarmTarget(ctx, { id: made.id, name: "ops 2" });
    const row = ctx.db.select().from(alarmTargets).get();
    expect(unsealSecret(made.id, row?.sealed ?? "")).toEqual({ url: hook.url, secret: "s3cret" });
    const seen = JSON.stringify([row, ctx.traces(), listAlarmTargets(ctx)]);
    expect(seen).not.toContain("s3cret");
    expect(seen).not.toContain("/services/");
  });

  it("forgets the secret when it is sent elsewhere", () => {
    const { ctx, hook } = setUp();
    const made = createAlarmTarget(ctx, { ...hook, secret: "s3cret" });
    const moved = updateAlarmTarget(ctx, { id: made.id, url: "https://example.com/" });
    expect(moved).toMatchObject({ origin: "https://example.com", hasSecret: false });
    const mail = {
      type: "mail",
      host: "mx.example.com",
      port: 587,
      security: "starttls",
      from: "a@b.c",
      to: ["d@e.f"],
    };
    const sender = { ...mail, type: "mail", security: "starttls", username: "u" } as const;
    const post = createAlarmTarget(ctx, { name: "mail", channel: sender, secret: "pw" });
    const refused = refusalOf(() =>
      updateAlarmTarget(ctx, { id: post.id, channel: { ...sender, host: "evil.example" } }),
    );
    expect(refused.fields[0]?.path).toBe("secret");
  });

  it("refuses what is no address, and its own deletion while rules use it", () => {
    const { ctx, rule, hook } = setUp();
    const make = (over: object) => refusalOf(() => createAlarmTarget(ctx, { ...hook, ...over }));
    expect(make({ url: "ftp://example.com" }).ruleKey).toBe("hookUrl");
    expect(make({ url: "http://user:pw@example.com" }).ruleKey).toBe("hookUrl");
    expect(make({ url: "unix:/run/evenkeel/engine.sock" }).ruleKey).toBe("hookUrl");
    expect(make({ url: undefined }).fields[0]?.path).toBe("url");
    const mail = { type: "mail", host: "mx", port: 25, security: "none", from: "a@b", to: ["x@y\r\nBcc: z@z"] };
    expect(make({ channel: mail }).ruleKey).toBe("mailAddress");
    const target = createAlarmTarget(ctx, hook);
    createAlarmRule(ctx, { ...rule, targetIds: [target.id] });
    expect(refusalOf(() => deleteAlarmTarget(ctx, { id: target.id })).remains).toMatchObject([{ name: "busy" }]);
    expect(refusalOf(() => setMayBeLocal(ctx.as({ role: "operator" }), true)).code).toBe("forbidden");
  });

  it("has a queue that ends: the oldest message goes, and the target says so", () => {
    const { ctx, hook } = setUp();
    const target = createAlarmTarget(ctx, hook);
    for (let n = 0; n < mostWaiting + 5; n++) {
      enqueueMessage(ctx.db, [target.id, target.id], { id: String(n), at: n } as AlarmMessage);
    }
    const ids = ctx.db.select().from(alarmNotices).all();
    expect(ids.map(({ message }) => message.id)).toEqual(Array.from({ length: mostWaiting }, (_, n) => String(n + 5)));
    expect(listAlarmTargets(ctx)).toMatchObject([{ lastError: "QUEUE_FULL", waiting: mostWaiting }]);
    updateAlarmTarget(ctx, { id: target.id, enabled: false });
    expect(ctx.db.select().from(alarmNotices).all()).toEqual([]);
  });
});
