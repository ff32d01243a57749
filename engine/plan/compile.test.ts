import { expect, test } from "vitest";
import { ipv4ToNumber } from "@/lib/model/address";
import { Snapshot } from "@/lib/wire/snapshot";
import { compilePlan } from "./compile";
import { limitedAddresses } from "./limited-addresses";
import type { Slots } from "./plan";
import { address, listener, loadBalancer, member, monitor, pool, snapshot } from "./testing/sample-snapshot";

function numbered(ids: string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id, index) => [id, index]));
}

function slotsFor(of: Snapshot): Slots {
  return {
    listeners: numbered(of.listeners.map(({ id }) => id)),
    members: numbered(of.pools.flatMap(({ members }) => members.map(({ id }) => id))),
    addresses: numbered(limitedAddresses(of)),
  };
}

function compile(change: Partial<Snapshot>) {
  const whole = snapshot({ loadBalancers: [loadBalancer()], ...change });
  return compilePlan(whole, slotsFor(whole));
}

const brief = (errors: { object: { type: string; id: string }; field: string; code: string }[]) =>
  errors.map(({ object, field, code }) => `${object.type} ${object.id} ${field} ${code}`);

test("a whole chain becomes one graph with rows and headers", () => {
  const { plan, errors, warnings } = compile({
    pools: [pool({ members: [member({ id: "m1", weight: 3 }), member({ id: "m2", port: 9001 })] })],
    listeners: [
      listener({
        defaultPoolId: "pool",
        insertHeaders: {
          xForwardedFor: true,
          xForwardedProto: true,
          xForwardedPort: true,
          xForwardedHost: true,
          xForwardedElbId: true,
        },
      }),
    ],
  });
  expect([errors, warnings]).toEqual([[], []]);
  const compiled = plan.listeners.get("listener");
  expect(compiled?.fixedHeaders).toBe(
    "X-Forwarded-Proto: http\r\nX-Forwarded-Port: 8080\r\nX-Forwarded-ELB-ID: lb\r\n",
  );
  expect(compiled?.defaultPoolId).toBe("pool");
  expect(plan.pools.get("pool")?.members).toEqual([plan.members.get("m1"), plan.members.get("m2")]);
  expect(plan.members.get("m2")).toMatchObject({ slot: 1, poolId: "pool", port: 9001 });
});

test("the same input gives the same plan", () => {
  const input = { pools: [pool({ members: [member()] })], listeners: [listener({ defaultPoolId: "pool" })] };
  expect(compile(input)).toEqual(compile(input));
});

test("what is switched off is left out without a word, and takes no port", () => {
  const off = compile({ loadBalancers: [loadBalancer({ enabled: false })], listeners: [listener()] });
  expect([off.plan.listeners.size, off.errors]).toEqual([0, []]);
  const twin = compile({ listeners: [listener({ id: "off", enabled: false }), listener()] });
  expect([[...twin.plan.listeners.keys()], twin.errors]).toEqual([["listener"], []]);
});

test("a dangling reference refuses its holder alone", () => {
  const { plan, errors } = compile({
    pools: [pool({ id: "lost", loadBalancerId: "nowhere" })],
    listeners: [
      listener({ id: "a", loadBalancerId: "nowhere" }),
      listener({ id: "b", port: 81, defaultPoolId: "nowhere" }),
      listener({ id: "c", port: 82, defaultPoolId: "lost" }),
      listener({ id: "d", port: 83 }),
    ],
  });
  expect(brief(errors)).toEqual([
    "pool lost loadBalancerId DANGLING_REFERENCE",
    "listener a loadBalancerId DANGLING_REFERENCE",
    "listener b defaultPoolId DANGLING_REFERENCE",
    "listener c defaultPoolId DANGLING_REFERENCE",
  ]);
  expect([...plan.listeners.keys()]).toEqual(["d"]);
});

test("one port of one address has one listener: the first stays (LS-03)", () => {
  const { plan, errors } = compile({
    loadBalancers: [
      loadBalancer({ addresses: [address("127.91.0.1"), address("127.91.0.2", { kind: "public" })] }),
      loadBalancer({ id: "other", addresses: [address("127.91.0.2")] }),
      loadBalancer({ id: "third", addresses: [address("127.91.0.3")] }),
    ],
    listeners: [
      listener({ id: "a" }),
      listener({ id: "b" }),
      listener({ id: "c", loadBalancerId: "other" }),
      listener({ id: "d", loadBalancerId: "third" }),
      listener({ id: "e", port: 81 }),
    ],
  });
  expect(brief(errors)).toEqual(["listener b port PORT_CONFLICT", "listener c port PORT_CONFLICT"]);
  expect([...plan.listeners.keys()]).toEqual(["a", "d", "e"]);
});

test("a refused listener takes no port", () => {
  const { plan, errors } = compile({
    listeners: [listener({ id: "a", defaultPoolId: "nowhere" }), listener({ id: "b" })],
  });
  expect(errors).toHaveLength(1);
  expect([...plan.listeners.keys()]).toEqual(["b"]);
});

test("an HTTPS listener without a certificate that it can use is refused, on the field that names it", () => {
  const tls = {
    defaultCertificateId: "c",
    sniCertificateIds: [],
    clientAuthentication: "NONE" as const,
    clientCaCertificateId: null,
    versions: ["TLSv1.3" as const],
    ciphers: "HIGH",
    http2: false,
    clientHeaders: false,
  };
  const listeners = [listener({ protocol: "HTTPS", tls })];
  const certificate = { id: "c", name: "cert", certificatePem: "", sealedKey: "x", names: [] };
  for (const [certificates, message] of [
    [[], "there is no certificate c"],
    [[certificate], "the private key of certificate cert cannot be opened"],
  ] as const) {
    const { errors } = compile({ listeners, certificates: [...certificates] });
    expect(errors).toMatchObject([{ field: "tls.defaultCertificateId", message }]);
  }
});

test("an address that is none is refused on its load balancer; the others serve", () => {
  const { plan, errors } = compile({
    loadBalancers: [
      loadBalancer({
        addresses: [address("localhost"), address("127.91.0.1"), address("127.91.0.4", { allowedSources: ["x"] })],
      }),
      loadBalancer({ id: "bare", addresses: [] }),
    ],
    listeners: [listener(), listener({ id: "bare-listener", loadBalancerId: "bare" })],
  });
  expect(brief(errors)).toEqual([
    "loadbalancer lb addresses.0.address INVALID_VALUE",
    "loadbalancer lb addresses.2.allowedSources.0 INVALID_VALUE",
    "listener bare-listener loadBalancerId INVALID_VALUE",
  ]);
  expect(plan.listeners.get("listener")?.addresses.map((each) => each.address)).toEqual(["127.91.0.1"]);
});

test("a refused member leaves the others in the group", () => {
  const { plan, errors } = compile({
    pools: [
      pool({
        members: [
          member({ id: "a", address: "example.com" }),
          member({ id: "b", port: 0 }),
          member({ id: "c", weight: 101 }),
          member({ id: "d", monitorPort: 70_000 }),
          member({ id: "e", address: "fd00::1" }),
          member({ id: "e" }),
        ],
      }),
    ],
  });
  expect(brief(errors)).toEqual([
    "member a address INVALID_VALUE",
    "member b port INVALID_VALUE",
    "member c weight INVALID_VALUE",
    "member d monitorPort INVALID_VALUE",
    "member e id INVALID_VALUE",
  ]);
  expect(plan.pools.get("pool")?.members.map(({ id }) => id)).toEqual(["e"]);
});

test("a listener and a group must speak the same protocol (LS-11)", () => {
  const { errors } = compile({ pools: [pool({ protocol: "TCP" })], listeners: [listener({ defaultPoolId: "pool" })] });
  expect(brief(errors)).toEqual(["listener listener defaultPoolId INVALID_VALUE"]);
});

function whitelist(enabled: boolean, cidrs: string[]) {
  return compile({ listeners: [listener({ accessControl: { enabled, cidrs } })] });
}

test("the whitelist: off is everyone, on and empty is nobody, a wrong entry refuses the listener (AC-02)", () => {
  expect(whitelist(false, ["10.0.0.1"]).plan.listeners.get("listener")?.whitelist).toBeNull();
  expect(whitelist(true, []).plan.listeners.get("listener")?.whitelist?.has(ipv4ToNumber("10.0.0.1"))).toBe(false);
  expect(whitelist(true, ["10.0.0.0/8"]).plan.listeners.get("listener")?.whitelist?.has(ipv4ToNumber("10.9.9.9"))).toBe(
    true,
  );
  expect(brief(whitelist(true, ["10.0.0.1", "nonsense"]).errors)).toEqual([
    "listener listener accessControl.cidrs.1 INVALID_VALUE",
  ]);
});

test("limits, trusted proxies and how servers fail are compiled; a wrong proxy refuses the listener (K-20)", () => {
  const { plan, errors } = compile({
    pools: [
      pool({
        passiveEjection: { consecutiveFailures: 5, ejectMs: 30_000 },
        slowStartMs: 60_000,
        failOpen: true,
      }),
    ],
    listeners: [
      listener({ id: "a", trustedProxies: ["10.0.0.0/8"], forwardedFor: "overwrite", connectionsPerSource: 9 }),
      listener({ id: "b", port: 81, trustedProxies: ["10.0.0.1", "proxy"] }),
      listener({ id: "c", port: 82 }),
    ],
  });
  expect(brief(errors)).toEqual(["listener b trustedProxies.1 INVALID_VALUE"]);
  const compiled = plan.listeners.get("a");
  expect(compiled).toMatchObject({ forwardedFor: "overwrite", connectionsPerSource: 9, headerTimeoutMs: 60_000 });
  expect(compiled?.trustedProxies?.has(ipv4ToNumber("10.1.2.3"))).toBe(true);
  expect(plan.listeners.get("c")?.trustedProxies).toBeNull();
  expect(plan.pools.get("pool")).toMatchObject({
    passiveEjection: { consecutiveFailures: 5, ejectMs: 30_000 },
    slowStartMs: 60_000,
    failOpen: true,
  });
});

test("a snapshot from before these settings gets their defaults", () => {
  const { trustedProxies, forwardedFor, connectionsPerSource, ...oldListener } = listener();
  const { passiveEjection, slowStartMs, failOpen, ...oldPool } = pool();
  const { headerMs, ...timeouts } = oldListener.timeouts;
  const parsed = Snapshot.parse({ ...snapshot(), listeners: [{ ...oldListener, timeouts }], pools: [oldPool] });
  expect(parsed.listeners[0]).toMatchObject({ trustedProxies, forwardedFor, connectionsPerSource });
  expect(parsed.listeners[0]?.timeouts.headerMs).toBe(headerMs);
  expect(parsed.pools[0]).toMatchObject({ passiveEjection, slowStartMs, failOpen });
});

test("objects without a row are refused as CAPACITY", () => {
  const whole = snapshot({
    loadBalancers: [loadBalancer()],
    pools: [pool({ members: [member()] })],
    listeners: [listener()],
  });
  const { errors } = compilePlan(whole, { listeners: {}, members: {}, addresses: {} });
  expect(brief(errors)).toEqual(["member member id CAPACITY", "listener listener id CAPACITY"]);
});

test("a monitor that cannot run is a remark and its members count as not checked", () => {
  const { plan, errors, warnings } = compile({
    pools: [
      pool({ id: "b", healthMonitor: monitor({ type: "HTTP", urlPath: "/a b\r\nX: y" }) }),
      pool({ id: "c", healthMonitor: monitor({ timeoutMs: 9000 }) }),
    ],
  });
  expect(errors).toEqual([]);
  expect(brief(warnings)).toEqual(["pool b healthMonitor.urlPath INVALID_VALUE"]);
  expect(plan.pools.get("b")?.healthMonitor).toBeNull();
  expect(plan.pools.get("c")?.healthMonitor?.timeoutMs).toBe(5000);
});

test("an id used twice refuses the second, an id that no header may carry refuses its load balancer", () => {
  const { plan, errors } = compile({
    loadBalancers: [loadBalancer(), loadBalancer(), loadBalancer({ id: "a\r\nb" })],
    pools: [pool(), pool()],
    listeners: [listener(), listener({ port: 81 })],
  });
  expect(brief(errors)).toEqual([
    "loadbalancer lb id INVALID_VALUE",
    "loadbalancer a\r\nb id INVALID_VALUE",
    "pool pool id INVALID_VALUE",
    "listener listener id INVALID_VALUE",
  ]);
  expect(plan.listeners.get("listener")?.port).toBe(8080);
});

test("an address with a bandwidth has its row; without one it is refused, and the private one serves on", () => {
  const eip = address("127.91.0.9", { id: "eip", kind: "public", bandwidthMbps: 10 });
  const whole = snapshot({
    loadBalancers: [loadBalancer({ addresses: [address("127.91.0.1"), eip] })],
    listeners: [listener()],
  });
  const { plan } = compilePlan(whole, { listeners: { listener: 0 }, members: {}, addresses: { eip: 4 } });
  expect(plan.listeners.get("listener")?.addresses.map(({ bandwidth }) => bandwidth)).toEqual([
    null,
    { slot: 4, mbps: 10 },
  ]);
  const full = compilePlan(whole, { listeners: { listener: 0 }, members: {}, addresses: {} });
  expect(brief(full.errors)).toEqual(["loadbalancer lb addresses.1.id INVALID_VALUE"]);
  expect(full.plan.listeners.get("listener")?.addresses.map((each) => each.address)).toEqual(["127.91.0.1"]);
});
