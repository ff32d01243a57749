import { describe, expect, it } from "vitest";
import { createLoadBalancer } from "../loadbalancer/create";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { createLogGroup } from "../loggroup/create";
import { deleteLogGroup } from "../loggroup/delete";
import { getLogGroup, listLogGroups } from "../loggroup/list";
import { updateLogGroup } from "../loggroup/update";
import { createLogStream } from "../logstream/create";
import { deleteLogStream } from "../logstream/delete";
import { updateLogStream } from "../logstream/update";
import { createProject } from "../project/create";
import { buildSnapshot } from "../snapshot/build";
import { refusalOf, testContext } from "../testing/context";
import { configureAccessLog } from "./configure";
import { deleteAccessLog } from "./delete";
import { getAccessLog } from "./list";

function setUp() {
  const ctx = testContext();
  const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId });
  const group = createLogGroup(ctx, { name: "group-1" });
  const stream = createLogStream(ctx, { groupId: group.id, name: "stream.1" });
  const configure = (over: object = {}) =>
    configureAccessLog(ctx, { loadBalancerId: balancer.id, groupId: group.id, streamId: stream.id, ...over });
  return { ctx, balancer, group, stream, configure };
}

describe("log groups and streams", () => {
  it("are made, kept, renamed and listed with who writes to them", () => {
    const { ctx, balancer, group, stream, configure } = setUp();
    configure();
    expect(group).toMatchObject({ retentionDays: 30, maxGigabytes: 10 });
    updateLogGroup(ctx, { id: group.id, retentionDays: 7, maxGigabytes: 2 });
    updateLogStream(ctx, { id: stream.id, name: "renamed" });
    expect(listLogGroups(ctx)).toEqual([
      {
        ...group,
        projectName: "default",
        retentionDays: 7,
        maxGigabytes: 2,
        streams: [{ ...stream, name: "renamed", bytes: 0, loadBalancers: [{ id: balancer.id, name: "lb" }] }],
      },
    ]);
    expect(buildSnapshot(ctx.db)).toMatchObject({
      loadBalancers: [{ id: balancer.id, accessLogStreamId: stream.id }],
      logGroups: [{ id: group.id, retentionDays: 7, maxBytes: 2e9, streamIds: [stream.id] }],
    });
  });

  it("refuse names that are taken or not allowed, and sizes beyond their range", () => {
    const { ctx, group } = setUp();
    expect(refusalOf(() => createLogGroup(ctx, { name: "group-1" })).ruleKey).toBe("nameInUse");
    expect(refusalOf(() => createLogGroup(ctx, { name: "日志" })).ruleKey).toBe("logName");
    expect(refusalOf(() => createLogGroup(ctx, { name: "a".repeat(65) })).ruleKey).toBe("tooLong");
    expect(refusalOf(() => createLogGroup(ctx, { name: "b", retentionDays: 366 })).ruleKey).toBe("integerBetween");
    expect(refusalOf(() => createLogStream(ctx, { groupId: group.id, name: "stream.1" })).ruleKey).toBe("nameInUse");
    const other = createLogGroup(ctx, { name: "other" });
    expect(refusalOf(() => updateLogGroup(ctx, { id: other.id, name: "group-1" })).code).toBe("conflict");
    expect(createLogStream(ctx, { groupId: other.id, name: "stream.1" }).groupId).toBe(other.id);
  });

  it("stay while something depends on them", () => {
    const { ctx, balancer, group, stream, configure } = setUp();
    configure();
    expect(refusalOf(() => deleteLogGroup(ctx, { id: group.id })).ruleKey).toBe("logGroupNotEmpty");
    const inUse = refusalOf(() => deleteLogGroup(ctx, { id: group.id, cascade: true }));
    expect([inUse.ruleKey, inUse.remains]).toEqual([
      "logStreamInUse",
      [{ type: "loadbalancer", id: balancer.id, name: "lb" }],
    ]);
    deleteAccessLog(ctx, { loadBalancerId: balancer.id });
    deleteLogStream(ctx, { id: stream.id });
    expect(getLogGroup(ctx, group.id).streams).toEqual([]);
    deleteLogGroup(ctx, { id: group.id });
    expect(listLogGroups(ctx)).toEqual([]);
  });
});

describe("a load balancer's access log", () => {
  it("is switched on, changed and off again, each audited (LG-12)", () => {
    const { ctx, balancer, group, stream, configure } = setUp();
    expect(getAccessLog(ctx, balancer.id)).toBeNull();
    const first = configure();
    expect(getAccessLog(ctx, balancer.id)).toMatchObject({
      id: first.id,
      groupName: "group-1",
      streamName: "stream.1",
    });
    const second = createLogStream(ctx, { groupId: group.id, name: "second" });
    expect(configure({ streamId: second.id }).id).toBe(first.id);
    deleteAccessLog(ctx, { loadBalancerId: balancer.id });
    expect(refusalOf(() => deleteAccessLog(ctx, { loadBalancerId: balancer.id })).code).toBe("notFound");
    const events = ctx.traces().filter(({ resourceType }) => resourceType === "accesslog");
    expect(events.map(({ event, rating }) => [event, rating])).toEqual([
      ["delete access log", "warning"],
      ["delete access log", "normal"],
      ["update access log", "normal"],
      ["create access log", "normal"],
    ]);
    expect(events[2]).toMatchObject({ before: { streamId: stream.id }, after: { streamId: second.id } });
    expect(buildSnapshot(ctx.db).loadBalancers[0]?.accessLogStreamId).toBeNull();
  });

  it("takes a stream of its group and project only, and from operators only", () => {
    const { ctx, group, configure } = setUp();
    const other = createLogGroup(ctx, { name: "other" });
    expect(refusalOf(() => configure({ groupId: other.id })).ruleKey).toBe("logStreamOfOtherGroup");
    const foreign = createLogGroup(ctx, { name: "group-1", projectId: createProject(ctx, { name: "p2" }).id });
    const streamId = createLogStream(ctx, { groupId: foreign.id, name: "s" }).id;
    expect(refusalOf(() => configure({ groupId: foreign.id, streamId })).ruleKey).toBe("logGroupOfOtherProject");
    const observer = ctx.as({ role: "observer" });
    expect(refusalOf(() => createLogStream(observer, { groupId: group.id, name: "x" })).code).toBe("forbidden");
    const outsider = ctx.as({ projectId: foreign.projectId });
    expect(refusalOf(() => getLogGroup(outsider, group.id)).code).toBe("forbidden");
    expect(listLogGroups(outsider).map(({ id }) => id)).toEqual([foreign.id]);
  });

  it("goes with its load balancer, the stream stays", () => {
    const { ctx, balancer, group, configure } = setUp();
    configure();
    deleteLoadBalancer(ctx, { id: balancer.id });
    expect(getLogGroup(ctx, group.id).streams[0]?.loadBalancers).toEqual([]);
  });
});
