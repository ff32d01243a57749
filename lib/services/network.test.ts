import { beforeEach, describe, expect, test } from "vitest";
import { createEip } from "./eip/create";
import { deleteEip } from "./eip/delete";
import { listEips } from "./eip/list";
import { createEipPool } from "./eippool/create";
import { deleteEipPool } from "./eippool/delete";
import { listEipPools } from "./eippool/list";
import { importHostAddress } from "./hostaddress/import";
import { listHostAddresses } from "./hostaddress/list";
import { updateHostAddressSettings } from "./hostaddress/settings";
import { createLoadBalancer } from "./loadbalancer/create";
import { deleteLoadBalancer } from "./loadbalancer/delete";
import { buildSnapshot } from "./snapshot/build";
import { createSubnet } from "./subnet/create";
import { deleteSubnet } from "./subnet/delete";
import { listSubnets } from "./subnet/list";
import { updateSubnet } from "./subnet/update";
import { refusalOf, type TestContext, testContext } from "./testing/context";
import { createVpc } from "./vpc/create";
import { deleteVpc } from "./vpc/delete";
import { listVpcViews } from "./vpc/list";
import { updateVpc } from "./vpc/update";

const missing = "00000000-0000-4000-8000-000000000000";
let ctx: TestContext;

beforeEach(() => {
  ctx = testContext();
});

describe("VPCs and subnets", () => {
  test("are renamed and described, under names of their own", () => {
    const vpc = createVpc(ctx, { name: "office", cidr: "10.0.0.0/16" });
    const subnet = createSubnet(ctx, { vpcId: vpc.id, name: "web", cidr: "10.0.1.0/24" });
    updateVpc(ctx, { id: vpc.id, description: "first floor" });
    updateSubnet(ctx, { id: subnet.id, name: "edge" });
    expect(listVpcViews(ctx)[1]).toMatchObject({
      name: "office",
      cidr: "10.0.0.0/16",
      description: "first floor",
      subnets: 1,
      loadBalancers: 0,
    });
    expect(listSubnets(ctx)[1]).toMatchObject({ name: "edge", usedAddresses: 0, size: 253 });
    expect(ctx.traces()[0]).toMatchObject({ event: "update subnet", resourceName: "edge", before: { name: "web" } });
    const taken = refusalOf(() => updateVpc(ctx, { id: vpc.id, name: "vpc-default" }));
    expect([taken.code, taken.fields[0]?.path]).toEqual(["conflict", "name"]);
    expect(refusalOf(() => updateVpc(ctx, { id: missing, name: "x" })).code).toBe("notFound");
    expect(refusalOf(() => updateSubnet(ctx, { id: missing, name: "x" })).code).toBe("notFound");
    expect(refusalOf(() => updateSubnet(ctx, { id: subnet.id, name: "<b>" })).code).toBe("invalid");
  });

  test("stay while a load balancer is in them, which is named", () => {
    const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId });
    for (const [key, drop] of [
      ["subnetInUse", () => deleteSubnet(ctx, { id: ctx.subnetId })],
      ["vpcInUse", () => deleteVpc(ctx, { id: balancer.vpcId })],
    ] as const) {
      const error = refusalOf(drop);
      expect([error.code, error.ruleKey]).toEqual(["inUse", key]);
      expect(error.remains).toEqual([{ type: "loadbalancer", id: balancer.id, name: "lb" }]);
      const elsewhere = refusalOf(() => {
        const other = ctx.as({ projectId: missing });
        if (key === "vpcInUse") deleteVpc(other, { id: balancer.vpcId });
        else deleteSubnet(other, { id: ctx.subnetId });
      });
      expect([elsewhere.code, elsewhere.remains]).toEqual(["forbidden", []]);
    }
    deleteLoadBalancer(ctx, { id: balancer.id });
    deleteVpc(ctx, { id: balancer.vpcId });
    expect([listVpcViews(ctx), listSubnets(ctx)]).toEqual([[], []]);
    expect(ctx.traces().map(({ event }) => event)).toEqual(expect.arrayContaining(["delete vpc", "delete subnet"]));
    expect(refusalOf(() => deleteSubnet(ctx, { id: ctx.subnetId })).code).toBe("notFound");
  });

  test("are not an observer's to change", () => {
    const observer = ctx.as({ role: "observer" });
    for (const change of [
      () => updateVpc(observer, { id: missing, name: "x" }),
      () => deleteVpc(observer, { id: missing }),
      () => updateSubnet(observer, { id: missing, name: "x" }),
      () => deleteSubnet(observer, { id: missing }),
    ]) {
      expect(refusalOf(change).code).toBe("forbidden");
    }
  });
});

test("the engine is let add missing addresses by an administrator alone, and then any range makes a pool", () => {
  const lacking = { cidr: "198.51.100.0/24" };
  expect(refusalOf(() => createEipPool(ctx, lacking)).ruleKey).toBe("addressNotOnHost");
  expect(buildSnapshot(ctx.db).addMissingAddresses).toBe(false);
  const operator = ctx.as({ role: "operator" });
  expect(refusalOf(() => updateHostAddressSettings(operator, { addMissing: true })).code).toBe("forbidden");
  updateHostAddressSettings(ctx, { addMissing: true });
  expect(buildSnapshot(ctx.db).addMissingAddresses).toBe(true);
  expect(createEipPool(ctx, lacking).cidr).toBe("198.51.100.0/24");
  updateHostAddressSettings(ctx, { addMissing: false });
  expect(buildSnapshot(ctx.db).addMissingAddresses).toBe(false);
  expect(ctx.traces().filter(({ event }) => event === "update host address settings")).toHaveLength(3);
});

describe("the EIP pool", () => {
  test("has ranges beside each other, and counts what is given", () => {
    const pool = createEipPool(ctx, { cidr: "127.30.0.9/24" });
    expect(pool.cidr).toBe("127.30.0.0/24");
    createEip(ctx, { bandwidthMbps: 5, address: "127.30.0.7" });
    expect(listEipPools(ctx).map(({ cidr, usedAddresses, size }) => [cidr, usedAddresses, size])).toEqual([
      ["127.20.0.0/16", 0, 65533],
      ["127.30.0.0/24", 1, 253],
    ]);
    const overlap = refusalOf(() => createEipPool(ctx, { cidr: "127.30.0.128/25" }));
    expect([overlap.code, overlap.rule]).toEqual(["conflict", "eipPoolOverlaps?cidr=127.30.0.0%2F24"]);
    expect(refusalOf(() => createEipPool(ctx, { cidr: "127.30.0.0" })).fields[0]?.rule).toBe("cidr");
    expect(refusalOf(() => createEipPool(ctx.as({ role: "operator" }), { cidr: "127.31.0.0/24" })).code).toBe(
      "forbidden",
    );
  });

  test("takes a range that no interface has only when told so, and says what adds it", () => {
    const refused = refusalOf(() => createEipPool(ctx, { cidr: "203.0.113.0/24" }));
    expect([refused.code, refused.fields[0]?.path, refused.ruleKey]).toEqual(["invalid", "cidr", "addressNotOnHost"]);
    expect(decodeURIComponent(refused.rule ?? "")).toMatch(/sudo[ +]ip[ +]addr[ +]add[ +]203\.0\.113\.2\/32[ +]dev/);
    createEipPool(ctx, { cidr: "203.0.113.0/24", unchecked: true });
    createEip(ctx, { bandwidthMbps: 5, address: "203.0.113.5" });
    createEip(ctx, { bandwidthMbps: 5 });
    expect(listEips(ctx).map(({ address, isMissing }) => [address, isMissing])).toEqual([
      ["203.0.113.5", true],
      ["127.20.0.2", false],
    ]);
  });

  test("keeps a range while an EIP of it is left", () => {
    const [pool] = listEipPools(ctx);
    const eip = createEip(ctx, { bandwidthMbps: 5 });
    const error = refusalOf(() => deleteEipPool(ctx, { id: pool?.id ?? "" }));
    expect([error.code, error.ruleKey, error.remains]).toEqual([
      "inUse",
      "eipPoolInUse",
      [{ type: "eip", id: eip.id, name: eip.address }],
    ]);
    deleteEip(ctx, { id: eip.id });
    deleteEipPool(ctx, { id: pool?.id ?? "" });
    expect(listEipPools(ctx)).toEqual([]);
    expect(refusalOf(() => deleteEipPool(ctx, { id: missing })).code).toBe("notFound");
    expect(ctx.traces()[1]).toMatchObject({ event: "delete eip pool", resourceName: "127.20.0.0/16" });
  });
});

describe("addresses of the host", () => {
  const interfaces = {
    lo: [{ address: "127.0.0.1", cidr: "127.0.0.1/8", family: "IPv4", internal: true }],
    eth0: [
      { address: "10.1.2.3", cidr: "10.1.2.3/24", family: "IPv4", internal: false },
      { address: "fe80::1", cidr: "fe80::1/64", family: "IPv6", internal: false },
      { address: "10.1.2.4", cidr: "10.1.2.4/24", family: "IPv4", internal: false },
    ],
  } as unknown as Parameters<typeof listHostAddresses>[1];

  test("are taken into the EIP pool, or as a subnet of their own in a VPC of the interface's network", () => {
    importHostAddress(ctx, { address: "10.1.2.3", as: "eipPool" }, interfaces);
    importHostAddress(ctx, { address: "10.1.2.4", as: "subnet" }, interfaces);
    expect(listHostAddresses(ctx, interfaces).map(({ address, device, usedBy }) => [address, device, usedBy])).toEqual([
      ["127.0.0.1", "lo", null],
      ["10.1.2.3", "eth0", "eipPool"],
      ["10.1.2.4", "eth0", "subnet"],
    ]);
    expect(createEip(ctx, { bandwidthMbps: 5, address: "10.1.2.3" }).address).toBe("10.1.2.3");
    const subnet = listSubnets(ctx)[1];
    expect(subnet).toMatchObject({ cidr: "10.1.2.4/32", vpcCidr: "10.1.2.0/24", size: 1 });
    const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: subnet?.id ?? "" });
    expect(balancer.vipAddress).toBe("10.1.2.4");
    expect(listHostAddresses(ctx, interfaces)[2]?.usedBy).toBe("loadBalancer");
    expect(ctx.traces().map(({ event }) => event)).toEqual(expect.arrayContaining(["create eip pool", "create vpc"]));
  });

  test("that are not there are refused with the command that adds them", () => {
    const error = refusalOf(() => importHostAddress(ctx, { address: "10.9.9.9", as: "eipPool" }, interfaces));
    expect([error.code, error.fields[0]?.path, error.ruleKey]).toEqual(["invalid", "address", "addressNotOnHost"]);
    expect(decodeURIComponent(error.rule ?? "")).toMatch(/add[ +]10\.9\.9\.9\/32[ +]dev[ +]eth0/);
    const twice = () => importHostAddress(ctx, { address: "10.1.2.3", as: "eipPool" }, interfaces);
    twice();
    expect(refusalOf(twice).code).toBe("conflict");
    const operator = ctx.as({ role: "operator" });
    expect(refusalOf(() => importHostAddress(operator, { address: "10.1.2.3", as: "subnet" }, interfaces)).code).toBe(
      "forbidden",
    );
  });
});
