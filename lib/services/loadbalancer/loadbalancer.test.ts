import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { quotas } from "@/lib/db/schema";
import type { CreateLoadBalancerInput } from "@/lib/model/loadbalancer";
import { bindEip } from "../eip/bind";
import { createEip } from "../eip/create";
import { getEip, listEips } from "../eip/list";
import { deleteHealthMonitor } from "../healthmonitor/delete";
import { updateHealthMonitor } from "../healthmonitor/update";
import { createListener } from "../listener/create";
import { createListenerChain } from "../listener/create-chain";
import { deleteListener } from "../listener/delete";
import { getListener } from "../listener/get";
import { updateListener } from "../listener/update";
import { addMembers } from "../member/add";
import { listMembers } from "../member/list";
import { removeMembers } from "../member/remove";
import { updateMember } from "../member/update";
import { createPool } from "../pool/create";
import { deletePool } from "../pool/delete";
import { getPool } from "../pool/get";
import { updatePool } from "../pool/update";
import { createProject } from "../project/create";
import { chainInput, createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createLoadBalancer } from "./create";
import { createLoadBalancerGraph } from "./create-graph";
import { deleteLoadBalancer } from "./delete";
import { exportLoadBalancersCsv } from "./export-csv";
import { getLoadBalancer } from "./get";
import { listLoadBalancers } from "./list";
import { updateLoadBalancer } from "./update";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

const missing = "9d5b7f5c-0000-4000-8000-000000000000";

describe("create", () => {
  test("gives an address and a name, records it, and makes a generation", () => {
    const before = ctx.generation();
    const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    expect(balancer.vipAddress).toBe("127.10.0.2");
    expect(balancer.name).toMatch(/^elb-[a-z0-9]{4}$/);
    expect(ctx.generation()).toBe(before + 1);
    expect(balancer.generation).toBe(before + 1);
    expect(ctx.changes).toContainEqual({ type: "loadbalancer", id: balancer.id });
    expect(ctx.traces()[0]).toMatchObject({
      event: "create loadbalancer",
      resourceId: balancer.id,
      rating: "normal",
      type: "ConsoleAction",
      userName: "admin",
      before: null,
      after: { name: balancer.name },
    });
  });

  test("a public one gets a new EIP of its own bandwidth", () => {
    const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId, eip: { kind: "new", bandwidthMbps: 10 } });
    expect(getLoadBalancer(ctx, balancer.id).eip).toMatchObject({ address: "127.20.0.2", bandwidthMbps: 10 });
  });

  test("an existing EIP is bound once", () => {
    const eip = createEip(ctx, { bandwidthMbps: 5 });
    const input: CreateLoadBalancerInput = { subnetId: ctx.subnetId, eip: { kind: "existing", eipId: eip.id } };
    createLoadBalancer(ctx, input);
    const error = refusalOf(() => createLoadBalancer(ctx, input));
    expect([error.code, error.ruleKey, error.fields[0]?.path]).toEqual(["conflict", "eipInUse", "eip.eipId"]);
    expect(listLoadBalancers(ctx)).toHaveLength(1);
  });

  test.each<[string, Partial<CreateLoadBalancerInput>, string, string]>([
    ["outside of the subnet", { vipAddress: "127.11.0.1" }, "vipAddress", "addressOutsideSubnet"],
    ["the gateway's address", { vipAddress: "127.10.0.1" }, "vipAddress", "addressReserved"],
    ["an address in use", { vipAddress: "127.10.0.2" }, "vipAddress", "addressInUse"],
    ["no address", { vipAddress: "127.10.0" }, "vipAddress", "ipv4"],
    ["an unknown subnet", { subnetId: missing }, "subnetId", "unknownReference"],
    ["no subnet", { subnetId: "" }, "subnetId", "required"],
    ["an unknown project", { projectId: missing }, "projectId", "unknownReference"],
    ["a long name", { name: "x".repeat(256) }, "name", "tooLong"],
    ["angle brackets", { description: "<b>" }, "description", "noAngleBrackets"],
    ["a long description", { description: "x".repeat(256) }, "description", "tooLong"],
    ["a tag key's characters", { tags: [{ key: "a b", value: "" }] }, "tags.0.key", "tagKey"],
    ["a long tag key", { tags: [{ key: "k".repeat(37), value: "" }] }, "tags.0.key", "tooLong"],
    ["a long tag value", { tags: [{ key: "k", value: "v".repeat(44) }] }, "tags.0.value", "tooLong"],
    [
      "a repeated tag",
      {
        tags: [
          { key: "k", value: "" },
          { key: "k", value: "" },
        ],
      },
      "tags.1.key",
      "duplicateTagKey",
    ],
    ["no bandwidth", { eip: { kind: "new", bandwidthMbps: 0 } }, "eip.bandwidthMbps", "integerBetween"],
    ["too much bandwidth", { eip: { kind: "new", bandwidthMbps: 1001 } }, "eip.bandwidthMbps", "integerBetween"],
  ])("refuses %s on its field", (_, fields, path, key) => {
    createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    const generation = ctx.generation();
    const error = refusalOf(() => createLoadBalancer(ctx, { subnetId: ctx.subnetId, ...fields }));
    expect(error.code).toBe("invalid");
    expect(error.fields.map((field) => field.path)).toContain(path);
    expect(error.fields.find((field) => field.path === path)?.rule).toMatch(new RegExp(`^${key}(\\?|$)`));
    expect(ctx.generation()).toBe(generation);
    expect(ctx.traces()[0]).toMatchObject({ event: "create loadbalancer", rating: "warning" });
  });

  test("stops at the quota of the project and names it", () => {
    ctx.db.update(quotas).set({ limit: 1 }).run();
    createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    const error = refusalOf(() => createLoadBalancer(ctx, { subnetId: ctx.subnetId }));
    expect([error.code, error.rule]).toEqual(["quota", "quotaLoadBalancer?limit=1"]);
    const other = createProject(ctx, { name: "other" });
    expect(createLoadBalancer(ctx, { subnetId: ctx.subnetId, projectId: other.id }).projectId).toBe(other.id);
  });

  test("is forbidden to observers, and in another project", () => {
    const observer = ctx.as({ role: "observer" });
    expect(refusalOf(() => createLoadBalancer(observer, { subnetId: ctx.subnetId })).code).toBe("forbidden");
    const other = createProject(ctx, { name: "other" });
    const bound = ctx.as({ role: "operator", projectId: other.id });
    const input = { subnetId: ctx.subnetId, projectId: ctx.projectId };
    expect(refusalOf(() => createLoadBalancer(bound, input)).code).toBe("forbidden");
    expect(createLoadBalancer(bound, { subnetId: ctx.subnetId }).projectId).toBe(other.id);
    expect(ctx.traces().filter((trace) => trace.rating === "warning")).toHaveLength(2);
  });
});

describe("update", () => {
  test("changes what is given and keeps the rest", () => {
    const balancer = createLoadBalancer(ctx, { name: "a", description: "d", subnetId: ctx.subnetId });
    const generation = ctx.generation();
    updateLoadBalancer(ctx, { id: balancer.id, name: "b", tags: [{ key: "k", value: "v" }] });
    expect(getLoadBalancer(ctx, balancer.id)).toMatchObject({ name: "b", description: "d", tags: [{ key: "k" }] });
    expect(ctx.generation()).toBe(generation + 1);
    expect(ctx.traces()[0]).toMatchObject({
      event: "update loadbalancer",
      before: { name: "a" },
      after: { name: "b" },
    });
  });

  test("of one that is not there is not found", () => {
    expect(refusalOf(() => updateLoadBalancer(ctx, { id: missing, name: "x" })).code).toBe("notFound");
  });
});

describe("delete", () => {
  test("refuses while anything is left and says what (LB-14)", () => {
    const { balancer, listener, poolId } = createChain(ctx);
    const error = refusalOf(() => deleteLoadBalancer(ctx, { id: balancer.id }));
    expect(error.code).toBe("inUse");
    expect(error.remains).toEqual([
      { type: "listener", id: listener.id, name: "web" },
      { type: "pool", id: poolId, name: "servers" },
    ]);
  });

  test("cascades through everything, each with its trace", () => {
    const { balancer, listener } = createChain(ctx);
    deleteLoadBalancer(ctx, { id: balancer.id, cascade: true });
    expect(refusalOf(() => getLoadBalancer(ctx, balancer.id)).code).toBe("notFound");
    expect(refusalOf(() => getListener(ctx, listener.id)).code).toBe("notFound");
    expect(
      ctx
        .traces()
        .slice(0, 6)
        .map((trace) => trace.event),
    ).toEqual([
      "delete loadbalancer",
      "delete backend member group",
      "delete healthmonitor",
      "remove backend ecs",
      "remove backend ecs",
      "delete listener",
    ]);
  });

  test("leaves its EIP (LB-15)", () => {
    const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId, eip: { kind: "new", bandwidthMbps: 10 } });
    const [eip] = listEips(ctx);
    deleteLoadBalancer(ctx, { id: balancer.id });
    expect(getEip(ctx, eip?.id ?? "")).toMatchObject({ loadBalancerId: null, bandwidthMbps: 10 });
  });

  test("frees its address", () => {
    const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    deleteLoadBalancer(ctx, { id: balancer.id });
    expect(createLoadBalancer(ctx, { subnetId: ctx.subnetId }).vipAddress).toBe(balancer.vipAddress);
  });
});

describe("protection", () => {
  test("of deletion refuses every way to delete, and names the switch", () => {
    const { balancer } = createChain(ctx);
    updateLoadBalancer(ctx, { id: balancer.id, deletionProtection: true });
    for (const cascade of [false, true]) {
      const error = refusalOf(() => deleteLoadBalancer(ctx, { id: balancer.id, cascade }));
      expect([error.code, error.ruleKey]).toEqual(["protected", "deletionProtected"]);
    }
    updateLoadBalancer(ctx, { id: balancer.id, name: "still changes" });
    updateLoadBalancer(ctx, { id: balancer.id, deletionProtection: false });
    deleteLoadBalancer(ctx, { id: balancer.id, cascade: true });
    expect(listLoadBalancers(ctx)).toEqual([]);
  });

  test("of modification refuses every change of it and under it, but of the switches", () => {
    const eip = createEip(ctx, { bandwidthMbps: 5 });
    const { balancer, listener, poolId } = createChain(ctx);
    const [member] = listMembers(ctx, poolId);
    const monitorId = getPool(ctx, poolId).healthMonitor?.id ?? "";
    const { id } = balancer;
    updateLoadBalancer(ctx, { id, modificationProtection: true });
    const generation = ctx.generation();
    const changes: (() => unknown)[] = [
      () => updateLoadBalancer(ctx, { id, name: "other" }),
      () => updateLoadBalancer(ctx, { id, enabled: false }),
      () => deleteLoadBalancer(ctx, { id, cascade: true }),
      () => bindEip(ctx, { id: eip.id, loadBalancerId: id }),
      () => createListenerChain(ctx, chainInput(id, 81)),
      () => createListener(ctx, { loadBalancerId: id, protocol: "HTTP", port: 82 }),
      () => updateListener(ctx, { id: listener.id, name: "other" }),
      () => deleteListener(ctx, { id: listener.id, withServers: true }),
      () => createPool(ctx, { loadBalancerId: id, name: "p", protocol: "HTTP", algorithm: "ROUND_ROBIN" }),
      () => updatePool(ctx, { id: poolId, name: "other" }),
      () => deletePool(ctx, { id: poolId, cascade: true }),
      () => addMembers(ctx, { poolId, members: [{ address: "127.0.0.1", port: 9009 }] }),
      () => updateMember(ctx, { poolId, id: member?.id ?? "", weight: 7 }),
      () => removeMembers(ctx, { poolId, ids: [member?.id ?? ""] }),
      () => updateHealthMonitor(ctx, { id: monitorId, intervalS: 9 }),
      () => deleteHealthMonitor(ctx, { id: monitorId }),
    ];
    for (const change of changes) {
      const error = refusalOf(change);
      expect([change.toString(), error.code, error.ruleKey]).toEqual([
        change.toString(),
        "protected",
        "modificationProtected",
      ]);
    }
    expect(ctx.generation()).toBe(generation);
    updateLoadBalancer(ctx, { id, deletionProtection: true, name: balancer.name });
    updateLoadBalancer(ctx, { id, deletionProtection: false, modificationProtection: false, name: "free" });
    expect(getLoadBalancer(ctx, id).name).toBe("free");
  });

  test("from the beginning lets it be filled by what makes it", () => {
    const fields = { name: "a", subnetId: ctx.subnetId, modificationProtection: true };
    const pool = { fields: { name: "p", protocol: "HTTP", algorithm: "ROUND_ROBIN" } as const, members: [] };
    const { id } = createLoadBalancerGraph(ctx, fields, { pools: [{ ...pool, healthMonitor: null }], listeners: [] });
    expect(refusalOf(() => updateLoadBalancer(ctx, { id, name: "b" })).ruleKey).toBe("modificationProtected");
  });
});

describe("moving to another project", () => {
  test("takes its EIP along, within the quotas there", () => {
    const other = createProject(ctx, { name: "other" });
    const { balancer } = createChain(ctx);
    const eip = createEip(ctx, { bandwidthMbps: 5, loadBalancerId: balancer.id });
    const move = () => updateLoadBalancer(ctx, { id: balancer.id, projectId: other.id });
    const limit = (resource: string, most: number) =>
      ctx.db
        .update(quotas)
        .set({ limit: most })
        .where(and(eq(quotas.projectId, other.id), eq(quotas.resource, resource)))
        .run();
    limit("loadbalancer", 0);
    expect(refusalOf(move).rule).toBe("quotaLoadBalancer?limit=0");
    limit("loadbalancer", 1);
    limit("listener", 0);
    expect(refusalOf(move).rule).toBe("quotaListener?limit=0");
    limit("listener", 1);
    expect(move().projectId).toBe(other.id);
    expect(getEip(ctx, eip.id).projectId).toBe(other.id);
  });

  test("needs a project that exists and that the caller may see", () => {
    const { id } = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    const unknown = refusalOf(() => updateLoadBalancer(ctx, { id, projectId: missing }));
    expect([unknown.code, unknown.ruleKey]).toEqual(["invalid", "unknownReference"]);
    const other = createProject(ctx, { name: "other" });
    const bound = ctx.as({ projectId: ctx.projectId });
    expect(refusalOf(() => updateLoadBalancer(bound, { id, projectId: other.id })).code).toBe("forbidden");
  });
});

describe("reads", () => {
  test("a project sees its own only", () => {
    const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    const bound = ctx.as({ projectId: createProject(ctx, { name: "other" }).id });
    expect(listLoadBalancers(bound)).toEqual([]);
    expect(refusalOf(() => getLoadBalancer(bound, balancer.id)).code).toBe("forbidden");
  });

  test("states follow the engine: applying, in effect, refused, disabled", () => {
    const engine = { connected: true, running: 0 };
    const own = testContext(engine);
    const { balancer, listener } = createChain(own);
    const states = () => {
      const view = getLoadBalancer({ ...own, engine: { ...own.engine, ...engine } }, balancer.id);
      return [view.configuration.state, view.listeners[0]?.configuration.state, view.health];
    };
    expect(states()).toEqual(["applying", "applying", "unknown"]);
    engine.running = own.generation();
    expect(states()).toEqual(["in-effect", "in-effect", "unknown"]);
    Object.assign(engine, {
      refusal: (_: string, id: string) => (id === listener.id ? { code: "EADDRINUSE", message: "taken" } : undefined),
      member: () => ({ health: "online", reason: "", detail: "", since: 5, checkedAt: 6, durationMs: 1 }),
    });
    expect(states()).toEqual(["in-effect", "refused", "online"]);
    updateLoadBalancer(own, { id: balancer.id, enabled: false });
    engine.running = own.generation();
    expect(states()).toEqual(["disabled", "refused", "disabled"]);
  });

  test("the export is a spreadsheet that runs no formulas", () => {
    createLoadBalancer(ctx, { name: "=cmd()", description: 'say "hi", you', subnetId: ctx.subnetId });
    createLoadBalancer(ctx, { name: "second", subnetId: ctx.subnetId, tags: [{ key: "env", value: "prod" }] });
    const csv = exportLoadBalancersCsv(ctx, { columns: ["private_address", "name", "description"] });
    const cells = csv.split("\r\n").map((line) => line.replace(/,[0-9a-f-]{36},/, ",ID,"));
    expect(cells).toEqual([
      "\uFEFFprivate_address,id,name,description",
      '127.10.0.2,ID,\'=cmd(),"say ""hi"", you"',
      "127.10.0.3,ID,second,",
      "",
    ]);
    const some = { columns: ["description", "tags"], filters: ["tag:env=prod"] };
    expect(exportLoadBalancersCsv(ctx, some)).toBe("\uFEFFdescription,tags\r\n,env=prod\r\n");
    const found = exportLoadBalancersCsv(ctx, { columns: ["name"], text: "127.10.0.3" });
    expect(found).toMatch(/^\uFEFFid,name\r\n[0-9a-f-]{36},second\r\n$/);
    const sorted = exportLoadBalancersCsv(ctx, { columns: ["addresses"], sort: "-addresses" });
    expect(sorted).toBe("\uFEFFprivate_address,public_address,bandwidth_mbps\r\n127.10.0.3,,\r\n127.10.0.2,,\r\n");
    expect(refusalOf(() => exportLoadBalancersCsv(ctx, { columns: ["password"] })).ruleKey).toBe("unknownColumn");
  });
});
