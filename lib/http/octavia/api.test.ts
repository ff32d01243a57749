import { beforeAll, describe, expect, test } from "vitest";
import { call, create, type Fields, startInstallation } from "./testing/client";

let subnetId = "";

beforeAll(async () => {
  subnetId = await startInstallation();
});

async function createBalancer(fields: Record<string, unknown> = {}): Promise<Fields> {
  return create("loadbalancer", { vip_subnet_id: subnetId, ...fields });
}

describe("conventions", () => {
  test("no token is 401 in Keystone's words", async () => {
    const answer = await call("GET", "lbaas/loadbalancers", undefined, { "x-auth-token": "wrong" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Keystone uri=");
    expect(answer.body).toMatchObject({ error: { code: 401, title: "Unauthorized" } });
  });

  test("every answer carries a request id", async () => {
    expect((await call("GET", "lbaas/pools")).headers.get("x-openstack-request-id")).toMatch(/^req-[0-9a-f-]{36}$/);
  });

  test("an unknown path and an unknown id are 404 in JSON", async () => {
    expect((await call("GET", "lbaas/nothing")).status).toBe(404);
    const answer = await call("GET", "lbaas/loadbalancers/9d5b7f5c-0000-4000-8000-000000000000");
    expect(answer.body).toEqual({
      faultcode: "Client",
      faultstring: "Load Balancer 9d5b7f5c-0000-4000-8000-000000000000 not found.",
      debuginfo: null,
    });
  });

  test("a method that a resource lacks is 405", async () => {
    expect((await call("PUT", "subnets", {})).status).toBe(405);
  });
});

describe("projects, quotas, region and protection", () => {
  test("are reached by the API as by the console", async () => {
    const project = await create("project", { name: "shop" }, "projects");
    const target = `lbaas/quotas/${project.id}`;
    const set = await call("PUT", target, { quota: { load_balancer: 1, listener: "7", pool: 5 } });
    expect([set.status, set.body]).toMatchObject([202, { quota: { loadbalancer: 1, load_balancer: 1, listener: 7 } }]);
    await createBalancer({ project_id: project.id });
    const met = await call("POST", "lbaas/loadbalancers", {
      loadbalancer: { vip_subnet_id: subnetId, project_id: project.id },
    });
    expect([met.status, met.body.faultstring]).toEqual([403, "Quota has been met for resources: Load Balancer"]);
    expect((await call("DELETE", target)).status).toBe(202);
    expect((await call("GET", target)).body).toMatchObject({ quota: { loadbalancer: 50, listener: 100 } });
    const wrong = await call("PUT", target, { quota: { listener: -2 } });
    expect([wrong.status, wrong.body.faultstring]).toMatchObject([400, expect.stringContaining("listener")]);
    expect((await call("DELETE", `projects/${project.id}`)).status).toBe(409);
    const region = await call("PUT", "region", { region: { zones: ["az-1"] } });
    expect([region.status, region.body]).toMatchObject([200, { region: { zones: ["az-1"] } }]);
  });

  test("source addresses are set by the API as by the console, and one that this host lacks is refused by name", async () => {
    const set = await call("PUT", "source-addresses", { source_addresses: { addresses: ["127.0.0.1"] } });
    expect([set.status, set.body]).toMatchObject([200, { source_addresses: { addresses: ["127.0.0.1"] } }]);
    const wrong = await call("PUT", "source-addresses", { source_addresses: { addresses: ["192.0.2.77"] } });
    expect([wrong.status, wrong.body.faultstring]).toMatchObject([400, expect.stringContaining("does not have")]);
    expect((await call("GET", "source-addresses")).body).toMatchObject({
      source_addresses: { addresses: ["127.0.0.1"], missing_addresses: [] },
    });
  });

  test("ranges of elastic IPs are added, used, and taken away; one that the host lacks says what adds it", async () => {
    const missing = await call("POST", "eip-pools", { eip_pool: { cidr: "198.51.100.0/30" } });
    expect([missing.status, missing.body.faultstring]).toEqual([400, expect.stringContaining("sudo ip addr add 198")]);
    const pool = await create("eip_pool", { cidr: "198.51.100.0/30", unchecked: true }, "eip-pools");
    expect(pool).toMatchObject({ cidr: "198.51.100.0/30", used_addresses: 0, size: 1 });
    const eip = await create("floatingip", { floating_ip_address: "198.51.100.2" }, "floatingips");
    const target = `eip-pools/${String(pool.id)}`;
    expect((await call("GET", target)).body).toMatchObject({ eip_pool: { used_addresses: 1 } });
    expect((await call("DELETE", target)).status).toBe(409);
    await call("DELETE", `floatingips/${String(eip.id)}`);
    expect((await call("DELETE", target)).status).toBe(204);
    expect((await call("GET", target)).status).toBe(404);
    const wrong = await call("POST", "eip-pools", { eip_pool: { cidr: "shop" } });
    expect([wrong.status, wrong.body.faultstring]).toEqual([400, expect.stringContaining("cidr")]);
  });

  test("addresses of the host are listed and taken over", async () => {
    const { body } = await call("GET", "host-addresses");
    expect(body.host_addresses).toContainEqual({
      device: "lo",
      address: "127.0.0.1",
      cidr: "127.0.0.1/8",
      used_by: null,
    });
    const taken = await call("POST", "host-addresses", { host_address: { address: "127.0.0.1", as: "eip_pool" } });
    expect([taken.status, taken.body]).toMatchObject([201, { host_address: { used_by: "eip_pool" } }]);
    expect((await call("POST", "host-addresses", { host_address: { address: "127.0.0.1" } })).status).toBe(409);
    const lacking = await call("POST", "host-addresses", { host_address: { address: "198.51.100.9", as: "subnet" } });
    expect([lacking.status, lacking.body.faultstring]).toEqual([400, expect.stringContaining("ip addr add")]);
    const odd = await call("POST", "host-addresses", { host_address: { address: "127.0.0.1", as: "vpc" } });
    expect([odd.status, odd.body.faultstring]).toEqual([400, expect.stringContaining("eip_pool or subnet")]);
  });

  test("the engine may be let add addresses that the host lacks, by administrators", async () => {
    expect((await call("GET", "host-address-settings")).body).toEqual({
      host_address_settings: { add_missing: false },
    });
    const set = await call("PUT", "host-address-settings", { host_address_settings: { add_missing: true } });
    expect([set.status, set.body]).toEqual([200, { host_address_settings: { add_missing: true } }]);
    const range = await call("POST", "eip-pools", { eip_pool: { cidr: "198.51.100.9/32" } });
    expect(range.status).toBe(201);
    const odd = await call("PUT", "host-address-settings", { host_address_settings: { add_missing: "yes" } });
    expect(odd.status).toBe(400);
  });

  test("a protected load balancer is 412 and names the switch", async () => {
    const { id } = await createBalancer({ name: "kept", deletion_protection: true, modification_protection: true });
    const target = `lbaas/loadbalancers/${String(id)}`;
    const fault = async (method: string, body?: unknown) => {
      const answer = await call(method, target, body);
      return `${answer.status} ${String(answer.body.faultstring)}`;
    };
    expect(await fault("DELETE")).toBe(
      "412 PRECONDITION_FAILED: kept has deletion protection. Switch deletion protection off first.",
    );
    expect(await fault("PUT", { loadbalancer: { name: "x" } })).toMatch(/^412 PRECONDITION_FAILED: .*modification/);
    const off = { loadbalancer: { deletion_protection: false, modification_protection: "false", name: "x" } };
    expect((await call("PUT", target, off)).body).toMatchObject({ loadbalancer: { name: "x" } });
    expect((await call("DELETE", target)).status).toBe(204);
  });
});

describe("load balancers", () => {
  test("have all fields, a real address of their subnet, and are pending until the engine runs them", async () => {
    const balancer = await createBalancer({ name: "web", tags: ["env=prod", "blue"] });
    expect(balancer).toMatchObject({
      name: "web",
      admin_state_up: true,
      provisioning_status: "PENDING_CREATE",
      operating_status: "OFFLINE",
      updated_at: null,
      provider: "evenkeel",
      vip_subnet_id: subnetId,
      listeners: [],
      pools: [],
      tags: ["env=prod", "blue"],
      additional_vips: [],
      flavor_id: null,
    });
    expect(balancer.vip_address).toMatch(/^127\.10\.\d+\.\d+$/);
    expect(balancer.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });

  test("need a subnet, and a free address inside it", async () => {
    const without = await call("POST", "lbaas/loadbalancers", { loadbalancer: { name: "x" } });
    expect(without.body.faultstring).toBe(
      "Validation failure: VIP must contain one of: vip_port_id, vip_network_id, vip_subnet_id.",
    );
    const outside = await call("POST", "lbaas/loadbalancers", {
      loadbalancer: { vip_subnet_id: subnetId, vip_address: "10.0.0.1" },
    });
    expect(outside.status).toBe(400);
    expect(outside.body.faultstring).toMatch(
      /^Invalid input for field\/attribute vip_address\. Value: '10\.0\.0\.1'\. .*127\.10\.0\.0\/16/,
    );
  });

  test("refuse unknown attributes and bad tags by name", async () => {
    const typo = await call("POST", "lbaas/loadbalancers", { loadbalancer: { vip_subnet_id: subnetId, nmae: "x" } });
    expect(typo.body.faultstring).toBe("Invalid input for field/attribute nmae. Value: 'x'. Unknown attribute.");
    const tag = await call("POST", "lbaas/loadbalancers", { loadbalancer: { vip_subnet_id: subnetId, tags: ["a b"] } });
    expect(tag.body.faultstring).toMatch(/^Invalid input for field\/attribute tags\. Value: '\["a b"\]'/);
  });

  test("change, and are found by exact name only", async () => {
    const balancer = await createBalancer({ name: "findme" });
    const answer = await call("PUT", `lbaas/loadbalancers/${balancer.id}`, {
      loadbalancer: { name: "found", description: null, admin_state_up: "false" },
    });
    expect(answer.body.loadbalancer).toMatchObject({
      name: "found",
      description: "",
      admin_state_up: false,
      provisioning_status: "PENDING_UPDATE",
    });
    expect((await call("GET", "lbaas/loadbalancers?name=found")).body.loadbalancers).toHaveLength(1);
    expect((await call("GET", "lbaas/loadbalancers?name=foun")).body).toEqual({
      loadbalancers: [],
      loadbalancers_links: [],
    });
  });

  test("with children are deleted by cascade only", async () => {
    const balancer = await createBalancer();
    const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
    const refused = await call("DELETE", `lbaas/loadbalancers/${balancer.id}`);
    expect(refused.status).toBe(400);
    expect(refused.body.faultstring).toContain(`Cannot delete Load Balancer ${balancer.id} - it has children`);
    expect((await call("DELETE", `lbaas/loadbalancers/${balancer.id}?cascade=true`)).status).toBe(204);
    expect((await call("GET", `lbaas/listeners/${listener.id}`)).status).toBe(404);
  });

  test("are made with everything under them in one call", async () => {
    const balancer = await createBalancer({
      name: "graph",
      pools: [
        {
          name: "servers",
          protocol: "HTTP",
          lb_algorithm: "ROUND_ROBIN",
          members: [{ address: "127.0.0.1", protocol_port: "9001" }],
          healthmonitor: { type: "HTTP", delay: 5, timeout: 3, max_retries: 2 },
        },
      ],
      listeners: [{ protocol: "HTTP", protocol_port: 80, default_pool: { name: "servers" } }],
    });
    expect(balancer.listeners).toHaveLength(1);
    expect(balancer.pools).toHaveLength(1);
    const { body } = await call("GET", `lbaas/loadbalancers/${balancer.id}/status`);
    expect(body.statuses).toMatchObject({
      loadbalancer: {
        listeners: [{ pools: [{ health_monitor: { type: "HTTP" }, members: [{ protocol_port: 9001 }] }] }],
      },
    });
  });
});

describe("listeners", () => {
  test("have Octavia's defaults and take numbers as strings", async () => {
    const balancer = await createBalancer();
    const listener = await create("listener", {
      loadbalancer_id: balancer.id,
      protocol: "HTTP",
      protocol_port: "8080",
      connection_limit: "200",
      insert_headers: { "X-Forwarded-Port": "true" },
    });
    expect(listener).toMatchObject({
      protocol_port: 8080,
      connection_limit: 200,
      timeout_client_data: 50000,
      timeout_member_connect: 5000,
      timeout_member_data: 50000,
      allowed_cidrs: null,
      access_control_enabled: false,
      default_pool_id: null,
      loadbalancers: [{ id: balancer.id }],
    });
    expect(listener.insert_headers).toMatchObject({ "X-Forwarded-Port": "true" });
  });

  test("may not share a port, in Octavia's words", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 81 };
    await create("listener", fields);
    const again = await call("POST", "lbaas/listeners", { listener: fields });
    expect([again.status, again.body.faultstring]).toEqual([
      409,
      "Another Listener on this Load Balancer is already using protocol HTTP and protocol_port 81",
    ]);
  });

  test("of protocols to come are 501, unknown ones 400", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, protocol_port: 82 };
    for (const protocol of ["SCTP", "PROMETHEUS"]) {
      const answer = await call("POST", "lbaas/listeners", { listener: { ...fields, protocol } });
      expect(answer.status, protocol).toBe(501);
      expect(answer.body.faultstring).toMatch(/^Provider 'evenkeel' does not support a requested option: /);
    }
    const unknown = await call("POST", "lbaas/listeners", { listener: { ...fields, protocol: "GOPHER" } });
    expect(unknown.status).toBe(400);
  });

  test("of TCP have the guide's times and no headers", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, protocol: "TCP", protocol_port: 3306 };
    const listener = await create("listener", fields);
    expect(listener).toMatchObject({ protocol: "TCP", insert_headers: {}, timeout_client_data: 300_000 });
    const headed = { ...fields, protocol_port: 3307, insert_headers: { "X-Forwarded-For": "true" } };
    const refused = await call("POST", "lbaas/listeners", { listener: headed });
    expect(refused.status).toBe(400);
    expect(refused.body.faultstring).toBe("insert_headers is not a valid option for a listener of protocol TCP");
  });

  test("of UDP share their port with TCP's, and their group takes a UDP check alone", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, protocol_port: 5353 };
    await create("listener", { ...fields, protocol: "TCP" });
    const listener = await create("listener", { ...fields, protocol: "UDP" });
    expect(listener).toMatchObject({ protocol: "UDP", insert_headers: {}, timeout_client_data: 60_000 });
    const second = await call("POST", "lbaas/listeners", { listener: { ...fields, protocol: "UDP" } });
    expect(second.status).toBe(409);
    const pool = await create("pool", {
      listener_id: listener.id,
      protocol: "UDP",
      lb_algorithm: "ROUND_ROBIN",
      session_persistence: { type: "SOURCE_IP", persistence_timeout: 3600 },
    });
    const check = { pool_id: pool.id, delay: 5, timeout: 3, max_retries: 3 };
    const refused = await call("POST", "lbaas/healthmonitors", { healthmonitor: { ...check, type: "HTTP" } });
    expect(refused.status).toBe(400);
    expect(await create("healthmonitor", { ...check, type: "UDP-CONNECT" })).toMatchObject({ type: "UDP-CONNECT" });
  });

  test("restrict by CIDRs, and by an empty list when asked to", async () => {
    const balancer = await createBalancer();
    const base = { loadbalancer_id: balancer.id, protocol: "HTTP" };
    const listener = await create("listener", { ...base, protocol_port: 83, allowed_cidrs: ["10.0.0.0/8"] });
    expect(listener).toMatchObject({ allowed_cidrs: ["10.0.0.0/8"], access_control_enabled: true });
    const nobody = await create("listener", { ...base, protocol_port: 84, access_control_enabled: true });
    expect(nobody).toMatchObject({ allowed_cidrs: null, access_control_enabled: true });
    const bad = await call("PUT", `lbaas/listeners/${listener.id}`, { listener: { allowed_cidrs: ["300.0.0.0/8"] } });
    expect(bad.body.faultstring).toMatch(/^Invalid input for field\/attribute allowed_cidrs/);
    const off = await call("PUT", `lbaas/listeners/${listener.id}`, { listener: { allowed_cidrs: null } });
    expect(off.body.listener).toMatchObject({ allowed_cidrs: null, access_control_enabled: false });
  });

  test("take the settings of the data path, answer with them and reset them by null", async () => {
    const balancer = await createBalancer();
    const base = { loadbalancer_id: balancer.id, protocol: "HTTP" };
    const plain = await create("listener", { ...base, protocol_port: 87 });
    const defaults = {
      trusted_proxies: [],
      forwarded_for: "append",
      header_timeout: 60_000,
      connections_per_source: -1,
    };
    expect(plain).toMatchObject(defaults);
    const given = {
      trusted_proxies: ["10.0.0.0/8", "192.0.2.7"],
      forwarded_for: "overwrite",
      header_timeout: 5000,
      connections_per_source: 50,
    };
    const listener = await create("listener", { ...base, protocol_port: 88, ...given, connections_per_source: "50" });
    expect(listener).toMatchObject(given);
    const target = `lbaas/listeners/${listener.id}`;
    const kept = await call("PUT", target, { listener: { timeout_client_data: 9000 } });
    expect(kept.body.listener).toMatchObject({ ...given, timeout_client_data: 9000 });
    const reset = Object.fromEntries(Object.keys(given).map((name) => [name, null]));
    expect((await call("PUT", target, { listener: reset })).body.listener).toMatchObject(defaults);
  });

  test.each([
    ["trusted_proxies", ["10.0.0.0/33"], "Use an IPv4 address or a range"],
    ["trusted_proxies", ["10.0.0.1", "10.0.0.1/32"], "10.0.0.1/32 is already in the list."],
    ["forwarded_for", "drop", "Choose append, overwrite or preserve."],
    ["header_timeout", 999, "Use a whole number from 1000 to 300000."],
    ["connections_per_source", 0, "Use -1 for no limit, or 1 to 100000."],
    ["timeout_client_data", 0, "Use a whole number from 1000 to 4000000."],
  ])("refuse a wrong %s (%j) with its rule", async (name, value, words) => {
    const balancer = await createBalancer();
    const listener = { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 89, [name]: value };
    const answer = await call("POST", "lbaas/listeners", { listener });
    expect(answer.status).toBe(400);
    expect(answer.body.faultstring).toContain(`Invalid input for field/attribute ${name}. Value: `);
    expect(answer.body.faultstring).toContain(words);
  });

  test("keep their protocol and port", async () => {
    const balancer = await createBalancer();
    const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 85 });
    const answer = await call("PUT", `lbaas/listeners/${listener.id}`, { listener: { protocol_port: 86 } });
    expect(answer.status).toBe(400);
    expect(answer.body.faultstring).toMatch(/protocol_port/);
  });
});

describe("pools, members and health monitors", () => {
  async function createPool(fields: Record<string, unknown> = {}) {
    const balancer = await createBalancer();
    return create("pool", {
      loadbalancer_id: balancer.id,
      protocol: "HTTP",
      lb_algorithm: "ROUND_ROBIN",
      ...fields,
    });
  }

  test("persistence: a day by default, refused above it", async () => {
    const pool = await createPool({ session_persistence: { type: "HTTP_COOKIE" } });
    expect(pool.session_persistence).toMatchObject({ type: "HTTP_COOKIE", persistence_timeout: 86400 });
    const tooLong = { session_persistence: { type: "HTTP_COOKIE", persistence_timeout: 86401 } };
    const refused = await call("PUT", `lbaas/pools/${pool.id}`, { pool: tooLong });
    expect(refused.status).toBe(400);
    expect(refused.body.faultstring).toMatch(/session_persistence\.persistence_timeout. Value: '86401'/);
  });

  test("the PROXY protocol of a TCP pool has Octavia's names", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, lb_algorithm: "ROUND_ROBIN" };
    for (const protocol of ["PROXY", "PROXYV2"]) {
      const pool = await create("pool", { ...fields, protocol });
      expect(pool.protocol).toBe(protocol);
      const base = { loadbalancer_id: balancer.id, protocol: "TCP", protocol_port: protocol === "PROXY" ? 85 : 86 };
      const listener = await create("listener", { ...base, default_pool_id: pool.id });
      expect(listener.default_pool_id).toBe(pool.id);
    }
  });

  test("a listener that accepts the PROXY protocol names whom it trusts", async () => {
    const balancer = await createBalancer();
    const fields = { loadbalancer_id: balancer.id, protocol: "TCP", protocol_port: 87, accept_proxy_protocol: true };
    const refused = await call("POST", "lbaas/listeners", { listener: fields });
    expect(refused.status).toBe(400);
    expect(refused.body.faultstring).toContain("trusted_proxies");
    const listener = await create("listener", { ...fields, trusted_proxies: ["10.0.0.0/8"] });
    expect(listener).toMatchObject({ accept_proxy_protocol: true, trusted_proxies: ["10.0.0.0/8"] });
    const cleared = await call("PUT", `lbaas/listeners/${listener.id}`, { listener: { trusted_proxies: [] } });
    expect(cleared.status).toBe(400);
    const http = { ...fields, protocol: "HTTP", protocol_port: 88, trusted_proxies: ["10.0.0.0/8"] };
    expect(await create("listener", http)).toMatchObject({ accept_proxy_protocol: true });
    const udp = await call("POST", "lbaas/listeners", { listener: { ...http, protocol: "UDP", protocol_port: 89 } });
    expect([udp.status, udp.body.faultstring]).toMatchObject([400, expect.stringContaining("UDP listeners")]);
  });

  test("persistence of a TCP pool is an hour at most", async () => {
    const balancer = await createBalancer();
    const pool = {
      loadbalancer_id: balancer.id,
      protocol: "TCP",
      lb_algorithm: "ROUND_ROBIN",
      session_persistence: { type: "SOURCE_IP", persistence_timeout: 3601 },
    };
    expect((await call("POST", "lbaas/pools", { pool })).status).toBe(400);
    pool.session_persistence.persistence_timeout = 3600;
    expect((await call("POST", "lbaas/pools", { pool })).status).toBe(201);
  });

  test("leave servers out, warm them up and fail open when told to", async () => {
    const pool = await createPool();
    expect(pool).toMatchObject({ passive_ejection: null, slow_start: 0, fail_open: false });
    const target = `lbaas/pools/${pool.id}`;
    const set = async (fields: Fields) => (await call("PUT", target, { pool: fields })).body.pool;
    expect(await set({ passive_ejection: {}, slow_start: "60", fail_open: "true" })).toMatchObject({
      passive_ejection: { consecutive_failures: 3, eject_time: 30 },
      slow_start: 60,
      fail_open: true,
    });
    expect(await set({ passive_ejection: { consecutive_failures: 5 } })).toMatchObject({
      passive_ejection: { consecutive_failures: 5, eject_time: 30 },
      slow_start: 60,
      fail_open: true,
    });
    const off = { passive_ejection: null, slow_start: null, fail_open: null };
    expect(await set(off)).toMatchObject({ passive_ejection: null, slow_start: 0, fail_open: false });
  });

  test.each([
    ["passive_ejection.consecutive_failures", { passive_ejection: { consecutive_failures: 21 } }, "from 1 to 20"],
    ["passive_ejection.eject_time", { passive_ejection: { eject_time: 0 } }, "from 1 to 3600"],
    ["passive_ejection.eject", { passive_ejection: { eject: 1 } }, "Unknown attribute."],
    ["slow_start", { slow_start: 901 }, "from 0 to 900"],
    ["fail_open", { fail_open: "maybe" }, "Use true or false."],
  ])("refuse a wrong %s with its rule", async (name, fields, words) => {
    const pool = await createPool();
    const answer = await call("PUT", `lbaas/pools/${pool.id}`, { pool: fields });
    expect(answer.status).toBe(400);
    expect(answer.body.faultstring).toContain(`Invalid input for field/attribute ${name}. Value: `);
    expect(answer.body.faultstring).toContain(words);
  });

  test.each([
    ["session_persistence.type", "HTTP", { type: "SOURCE_IP" }],
    ["session_persistence.type", "TCP", { type: "HTTP_COOKIE" }],
    ["session_persistence.cookie_name", "HTTP", { type: "APP_COOKIE" }],
    ["session_persistence.cookie_name", "HTTP", { type: "HTTP_COOKIE", cookie_name: "x" }],
    ["session_persistence.persistence_timeout", "UDP", { type: "SOURCE_IP", persistence_timeout: 3601 }],
    ["session_persistence.persistence_timeout", "HTTP", { type: "HTTP_COOKIE", persistence_timeout: 0 }],
  ])("refuse persistence by its %s in a %s pool", async (name, protocol, session_persistence) => {
    const balancer = await createBalancer();
    const pool = { loadbalancer_id: balancer.id, protocol, lb_algorithm: "ROUND_ROBIN", session_persistence };
    const answer = await call("POST", "lbaas/pools", { pool });
    expect(answer.status).toBe(400);
    expect(answer.body.faultstring).toContain(`Invalid input for field/attribute ${name}. `);
  });

  test("a pool of a listener becomes its default, once", async () => {
    const balancer = await createBalancer();
    const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
    const fields = { listener_id: listener.id, protocol: "HTTP", lb_algorithm: "LEAST_CONNECTIONS" };
    const pool = await create("pool", fields);
    expect(pool.listeners).toEqual([{ id: listener.id }]);
    const again = await call("POST", "lbaas/pools", { pool: fields });
    expect([again.status, again.body.faultstring]).toEqual([409, "This listener already has a default pool"]);
    expect((await call("DELETE", `lbaas/listeners/${listener.id}`)).status).toBe(204);
    expect((await call("GET", `lbaas/pools/${pool.id}`)).status).toBe(200);
  });

  test("members are unique by place and stay where they are", async () => {
    const pool = await createPool();
    const under = `lbaas/pools/${pool.id}/members`;
    const fields = { address: "127.0.0.1", protocol_port: 9001, weight: "3" };
    const member = await create("member", fields, under);
    expect(member).toMatchObject({ weight: 3, operating_status: "NO_MONITOR", backup: false, monitor_port: null });
    const again = await call("POST", under, { member: fields });
    expect([again.status, again.body.faultstring]).toEqual([
      409,
      "Another member on this pool is already using ip 127.0.0.1 on protocol_port 9001",
    ]);
    const heavy = await call("PUT", `${under}/${member.id}`, { member: { weight: 101 } });
    expect(heavy.body.faultstring).toMatch(/^Invalid input for field\/attribute weight\. Value: '101'\. .*0.*100/);
    const moved = await call("PUT", `${under}/${member.id}`, { member: { address: "127.0.0.9" } });
    expect(moved.status).toBe(400);
    expect((await call("DELETE", `${under}/${member.id}`)).status).toBe(204);
    expect((await call("GET", `${under}/${member.id}`)).status).toBe(404);
  });

  test("members are set as a whole", async () => {
    const pool = await createPool();
    const under = `lbaas/pools/${pool.id}/members`;
    const kept = await create("member", { address: "127.0.0.1", protocol_port: 9001 }, under);
    await create("member", { address: "127.0.0.1", protocol_port: 9002 }, under);
    const members = [
      { address: "127.0.0.1", protocol_port: 9001, weight: 7 },
      { address: "127.0.0.1", protocol_port: 9003 },
    ];
    expect((await call("PUT", under, { members })).status).toBe(202);
    const after = (await call("GET", `${under}?sort=protocol_port`)).body.members as Fields[];
    expect(after.map((member) => [member.protocol_port, member.weight])).toEqual([
      [9001, 7],
      [9003, 1],
    ]);
    expect(after[0]?.id).toBe(kept.id);
  });

  test("one health monitor a pool, with Octavia's defaults", async () => {
    const pool = await createPool();
    const fields = { pool_id: pool.id, type: "HTTP", delay: 5, timeout: 10, max_retries: 3 };
    const monitor = await create("healthmonitor", fields);
    expect(monitor).toMatchObject({
      delay: 5,
      timeout: 10,
      max_retries_down: 3,
      http_method: "GET",
      url_path: "/",
      expected_codes: "200",
      pools: [{ id: pool.id }],
    });
    const again = await call("POST", "lbaas/healthmonitors", { healthmonitor: fields });
    expect([again.status, again.body.faultstring]).toEqual([409, "This pool already has a health monitor"]);
    const typed = await call("PUT", `lbaas/healthmonitors/${monitor.id}`, { healthmonitor: { type: "TCP" } });
    expect(typed.status).toBe(400);
    const long = await call("PUT", `lbaas/healthmonitors/${monitor.id}`, { healthmonitor: { delay: 51 } });
    expect(long.body.faultstring).toMatch(/^Invalid input for field\/attribute delay\. Value: '51'/);
  });
});

describe("floating IPs", () => {
  test("are created bound, unbound and released", async () => {
    const balancer = await createBalancer();
    const created = await call("POST", "floatingips", {
      floatingip: { port_id: balancer.vip_port_id, bandwidth: 20 },
    });
    expect(created.status).toBe(201);
    const floating = created.body.floatingip as Fields;
    expect(floating).toMatchObject({ bandwidth: 20, port_id: balancer.vip_port_id, status: "ACTIVE" });
    expect(floating.floating_ip_address).toMatch(/^127\.20\./);
    const unbound = await call("PUT", `floatingips/${floating.id}`, { floatingip: { port_id: null } });
    expect(unbound.body.floatingip).toMatchObject({ port_id: null, status: "DOWN" });
    expect((await call("DELETE", `floatingips/${floating.id}`)).status).toBe(204);
    expect((await call("GET", `floatingips/${floating.id}`)).status).toBe(404);
  });
});

describe("networks, subnets and ports", () => {
  test("are made, renamed and deleted; a port is a load balancer's private address", async () => {
    const network = await create("network", { name: "office", cidr: "127.40.0.0/16" }, "networks");
    const subnet = await create("subnet", { network_id: network.id, name: "web", cidr: "127.40.1.0/24" }, "subnets");
    const renamed = await call("PUT", `networks/${network.id}`, { network: { name: "home", description: "d" } });
    expect(renamed.body.network).toMatchObject({ name: "home", description: "d", subnets: [subnet.id] });
    expect((await call("PUT", `subnets/${subnet.id}`, { subnet: { name: "edge" } })).body.subnet).toMatchObject({
      name: "edge",
      network_id: network.id,
      cidr: "127.40.1.0/24",
    });
    expect((await call("PUT", `subnets/${subnet.id}`, { subnet: { cidr: "127.40.2.0/24" } })).status).toBe(400);
    const outside = { subnet: { network_id: network.id, name: "x", cidr: "10.0.0.0/24" } };
    expect((await call("POST", "subnets", outside)).body.faultstring).toMatch(/attribute cidr\. Value: '10\.0\.0\.0/);
    expect((await call("POST", "networks", { network: { name: "x" } })).status).toBe(400);
    const balancer = await create("loadbalancer", { vip_subnet_id: subnet.id }, "lbaas/loadbalancers");
    expect((await call("GET", `ports/${balancer.vip_port_id}`)).body.port).toMatchObject({
      network_id: network.id,
      fixed_ips: [{ subnet_id: subnet.id, ip_address: balancer.vip_address }],
    });
    expect((await call("DELETE", `networks/${network.id}`)).status).toBe(409);
    expect((await call("DELETE", `subnets/${subnet.id}`)).status).toBe(409);
    await call("DELETE", `lbaas/loadbalancers/${balancer.id}`);
    expect((await call("DELETE", `subnets/${subnet.id}`)).status).toBe(204);
    expect((await call("DELETE", `networks/${network.id}`)).status).toBe(204);
    expect((await call("GET", `networks/${network.id}`)).status).toBe(404);
  });
});

describe("lists", () => {
  test("page by limit and marker, with links", async () => {
    const balancer = await createBalancer();
    const under = `lbaas/pools/${
      (await create("pool", { loadbalancer_id: balancer.id, protocol: "HTTP", lb_algorithm: "SOURCE_IP" })).id
    }/members`;
    for (const port of [1, 2, 3]) await create("member", { address: "127.0.0.1", protocol_port: port }, under);
    const first = await call("GET", `${under}?limit=2&fields=id,protocol_port`);
    const page = first.body.members as { id: string; protocol_port: number }[];
    expect(page.map((member) => Object.keys(member))).toEqual([
      ["id", "protocol_port"],
      ["id", "protocol_port"],
    ]);
    const links = first.body.members_links as { rel: string; href: string }[];
    expect(links).toEqual([
      { rel: "next", href: expect.stringContaining(`http://127.0.0.1:3000/api/v2.0/${under}?limit=2`) },
    ]);
    const next = await call("GET", `${under}?limit=2&marker=${page[1]?.id}&sort=protocol_port:desc`);
    expect(next.body.members).toHaveLength(1);
    expect((await call("GET", `${under}?limit=x`)).body.faultstring).toBe(
      "Supplied pagination limit 'x' is not valid.",
    );
    expect((await call("GET", `${under}?sort=colour`)).body.faultstring).toBe(
      "Supplied sort key 'colour' is not valid.",
    );
    expect((await call("GET", `${under}?marker=x`)).body.faultstring).toBe(
      "Supplied pagination marker 'x' is not valid.",
    );
  });

  test("filter by parent and by tags", async () => {
    const balancer = await createBalancer({ tags: ["only", "this"] });
    expect((await call("GET", "lbaas/loadbalancers?tags=only,this")).body.loadbalancers).toHaveLength(1);
    expect((await call("GET", "lbaas/loadbalancers?tags=only,that")).body.loadbalancers).toHaveLength(0);
    await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
    expect((await call("GET", `lbaas/listeners?load_balancer_id=${balancer.id}`)).body.listeners).toHaveLength(1);
  });
});

describe("inventory of servers", () => {
  test("a server is made, ticked into a group, refused to go while it is there, and goes", async () => {
    const server = await create("server", {
      name: "db-1",
      address: "10.1.0.9",
      availability_zone: "az2",
      tags: ["tier=db"],
    });
    expect(server).toMatchObject({ availability_zone: "az2", tags: ["tier=db"], members: [] });
    const again = await call("POST", "lbaas/servers", { server: { name: "db-2", address: "10.1.0.9" } });
    expect([again.status, again.body.faultstring]).toEqual([
      409,
      "db-1 of the inventory already has the address 10.1.0.9.",
    ]);
    const balancer = await createBalancer({});
    const pool = await create("pool", {
      loadbalancer_id: balancer.id,
      protocol: "HTTP",
      lb_algorithm: "ROUND_ROBIN",
    });
    const member = await create(
      "member",
      { address: "10.1.0.9", protocol_port: 5432, server_id: server.id },
      `lbaas/pools/${pool.id}/members`,
    );
    expect(member).toMatchObject({ name: "db-1", server_id: server.id });
    expect((await call("DELETE", `lbaas/servers/${server.id}`)).status).toBe(409);
    expect((await call("GET", `lbaas/servers/${server.id}`)).body.server).toMatchObject({
      members: [{ id: member.id, pool_id: pool.id, protocol_port: 5432 }],
    });
    await call("DELETE", `lbaas/pools/${pool.id}/members/${member.id}`);
    const renamed = await call("PUT", `lbaas/servers/${server.id}`, { server: { name: "db-0", tags: [] } });
    expect(renamed.body.server).toMatchObject({ name: "db-0", tags: [], address: "10.1.0.9" });
    expect((await call("GET", "lbaas/servers?name=db-0")).body.servers).toHaveLength(1);
    expect((await call("DELETE", `lbaas/servers/${server.id}`)).status).toBe(204);
    expect((await call("GET", `lbaas/servers/${server.id}`)).status).toBe(404);
  });
});
