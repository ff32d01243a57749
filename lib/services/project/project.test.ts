import { beforeEach, describe, expect, test } from "vitest";
import { createEip } from "../eip/create";
import { createListener } from "../listener/create";
import { createLoadBalancer } from "../loadbalancer/create";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { readRegionAndZones } from "../region/read";
import { updateRegion } from "../region/update";
import { createServer } from "../server/create";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createProject } from "./create";
import { deleteProject } from "./delete";
import { getProject, listProjectViews } from "./list";
import { setQuotas } from "./set-quotas";
import { updateProject } from "./update";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

const missing = "9d5b7f5c-0000-4000-8000-000000000000";

describe("projects", () => {
  test("are made with the guide's quotas, renamed and described", () => {
    const { id } = createProject(ctx, { name: "shop" });
    updateProject(ctx, { id, description: "the shop" });
    expect(getProject(ctx, id)).toMatchObject({
      name: "shop",
      description: "the shop",
      isDefault: false,
      eips: 0,
      quotas: [
        { resource: "loadbalancer", limit: 50, used: 0 },
        { resource: "listener", limit: 100, used: 0 },
      ],
    });
    expect(ctx.traces()[0]).toMatchObject({ event: "update project", resourceId: id, before: { description: "" } });
  });

  test("have names of their own", () => {
    const { id } = createProject(ctx, { name: "shop" });
    for (const taken of [
      () => createProject(ctx, { name: "default" }),
      () => updateProject(ctx, { id, name: "default" }),
    ]) {
      const error = refusalOf(taken);
      expect([error.code, error.ruleKey, error.fields[0]?.path]).toEqual(["conflict", "nameInUse", "name"]);
    }
    expect(updateProject(ctx, { id, name: "shop" }).name).toBe("shop");
  });

  test("go when nothing is left in them; the first one stays", () => {
    const { id } = createProject(ctx, { name: "shop" });
    const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId, projectId: id });
    const eip = createEip(ctx, { bandwidthMbps: 5, projectId: id });
    const server = createServer(ctx, { name: "web", address: "10.0.0.1", projectId: id });
    const error = refusalOf(() => deleteProject(ctx, { id }));
    expect([error.code, error.remains]).toEqual([
      "inUse",
      [
        { type: "loadbalancer", id: balancer.id, name: "lb" },
        { type: "eip", id: eip.id, name: eip.address },
        { type: "server", id: server.id, name: "web" },
      ],
    ]);
    expect(refusalOf(() => deleteProject(ctx, { id: ctx.projectId })).ruleKey).toBe("projectIsDefault");
    const empty = createProject(ctx, { name: "empty" });
    deleteProject(ctx, { id: empty.id });
    expect(listProjectViews(ctx).map(({ name }) => name)).toEqual(["default", "shop"]);
  });

  test("are an administrator's, and not found when they are not there", () => {
    const operator = ctx.as({ role: "operator" });
    expect(refusalOf(() => createProject(operator, { name: "x" })).code).toBe("forbidden");
    expect(refusalOf(() => updateProject(operator, { id: ctx.projectId, name: "x" })).code).toBe("forbidden");
    expect(refusalOf(() => deleteProject(operator, { id: ctx.projectId })).code).toBe("forbidden");
    expect(refusalOf(() => setQuotas(operator, { projectId: ctx.projectId, listener: 1 })).code).toBe("forbidden");
    expect(refusalOf(() => updateProject(ctx, { id: missing, name: "x" })).code).toBe("notFound");
    expect(refusalOf(() => deleteProject(ctx, { id: missing })).code).toBe("notFound");
    expect(refusalOf(() => setQuotas(ctx, { projectId: missing, listener: 1 })).code).toBe("invalid");
  });
});

describe("quotas", () => {
  test("take effect at once, for more and for less; what exists stays", () => {
    const projectId = ctx.projectId;
    const { id } = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    setQuotas(ctx, { projectId, loadbalancer: 1, listener: 0 });
    expect(refusalOf(() => createLoadBalancer(ctx, { subnetId: ctx.subnetId })).rule).toBe("quotaLoadBalancer?limit=1");
    const listen = () => createListener(ctx, { loadBalancerId: id, protocol: "HTTP", port: 80 });
    expect(refusalOf(listen).rule).toBe("quotaListener?limit=0");
    setQuotas(ctx, { projectId, loadbalancer: -1, listener: 1 });
    createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    listen();
    expect(setQuotas(ctx, { projectId, loadbalancer: 0 })).toEqual([
      { resource: "loadbalancer", limit: 0, used: 2 },
      { resource: "listener", limit: 1, used: 1 },
    ]);
    expect(ctx.traces()[0]).toMatchObject({ event: "update quota", resourceType: "quota", resourceName: "default" });
  });

  test.each([-2, 1.5, 1_000_001])("of %s is refused", (limit) => {
    const error = refusalOf(() => setQuotas(ctx, { projectId: ctx.projectId, listener: limit }));
    expect([error.code, error.fields[0]?.path, error.ruleKey]).toEqual(["invalid", "listener", "integerBetween"]);
  });
});

describe("region and zones", () => {
  test("are labels; the region stays once something is in it, a zone while a server has it", () => {
    updateRegion(ctx, { region: "home-1", zones: ["az-1", "az-2", "az-1"] });
    expect(readRegionAndZones(ctx)).toEqual({ region: "home-1", zones: ["az-1", "az-2"] });
    createServer(ctx, { name: "web", address: "10.0.0.1", zone: "az-2" });
    const zone = refusalOf(() => updateRegion(ctx, { region: "home-1", zones: ["az-1"] }));
    expect([zone.fields[0]?.path, zone.rule]).toEqual(["zones", "zoneInUse?zone=az-2&name=web"]);
    const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId });
    const region = refusalOf(() => updateRegion(ctx, { region: "other", zones: ["az-1", "az-2"] }));
    expect([region.fields[0]?.path, region.rule]).toEqual(["region", "regionInUse?name=lb"]);
    deleteLoadBalancer(ctx, { id: balancer.id });
    expect(updateRegion(ctx, { region: "other", zones: ["az-2"] })).toEqual({ region: "other", zones: ["az-2"] });
    expect(ctx.traces()[0]).toMatchObject({ event: "update region", after: { region: "other" } });
  });

  test("are refused with spaces, and to operators", () => {
    expect(refusalOf(() => updateRegion(ctx, { region: "a b", zones: [] })).fields[0]?.rule).toBe("regionLabel");
    const operator = ctx.as({ role: "operator" });
    expect(refusalOf(() => updateRegion(operator, { region: "a", zones: [] })).code).toBe("forbidden");
  });
});
