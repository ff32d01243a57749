import { beforeAll, describe, expect, test } from "vitest";
import { call, create, type Fields, startInstallation } from "./testing/client";

let subnetId = "";
beforeAll(async () => {
  subnetId = await startInstallation();
});

async function createListener(): Promise<{ listener: Fields; pool: Fields }> {
  const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
  const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
  const pool = await create("pool", { loadbalancer_id: balancer.id, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN" });
  return { listener, pool };
}

const newPolicy = (fields: Fields) => create("l7policy", fields, "lbaas/l7policies");
const newRule = (policy: Fields, fields: Fields) =>
  create("rule", fields, `lbaas/l7policies/${String(policy.id)}/rules`);

describe("policies", () => {
  test("have Octavia's fields, its order and its numbering", async () => {
    const { listener, pool } = await createListener();
    expect(listener).toMatchObject({ l7policies: [], policy_order: "position" });
    const first = await newPolicy({
      listener_id: listener.id,
      action: "REDIRECT_TO_POOL",
      redirect_pool_id: pool.id,
      name: "first",
    });
    expect(first).toMatchObject({
      action: "REDIRECT_TO_POOL",
      redirect_pool_id: pool.id,
      redirect_url: null,
      redirect_prefix: null,
      redirect_http_code: null,
      position: 1,
      rules: [],
      provisioning_status: "PENDING_CREATE",
      operating_status: "ONLINE",
      admin_state_up: true,
      tags: [],
    });
    const second = await newPolicy({
      listener_id: listener.id,
      action: "REDIRECT_PREFIX",
      redirect_prefix: "https://www.test.com/new",
      position: "1",
    });
    expect(second).toMatchObject({ position: 1, redirect_http_code: 302 });
    const { body } = await call("GET", `lbaas/l7policies?listener_id=${String(listener.id)}&sort=position`);
    expect((body.l7policies as Fields[]).map(({ id, position }) => [id, position])).toEqual([
      [second.id, 1],
      [first.id, 2],
    ]);
    const shown = (await call("GET", `lbaas/listeners/${String(listener.id)}`)).body.listener as Fields;
    expect(shown.l7policies).toEqual([{ id: second.id }, { id: first.id }]);
    const changed = await call("PUT", `lbaas/l7policies/${String(first.id)}`, { l7policy: { action: "REJECT" } });
    expect(changed.body.l7policy).toMatchObject({ action: "REJECT", redirect_pool_id: null });
    expect((await call("DELETE", `lbaas/l7policies/${String(first.id)}`)).status).toBe(204);
    expect((await call("GET", `lbaas/l7policies/${String(first.id)}`)).body).toMatchObject({
      faultstring: `L7 Policy ${String(first.id)} not found.`,
    });
  });

  test("are refused in Octavia's words", async () => {
    const { listener, pool } = await createListener();
    const refused = (fields: Fields) =>
      call("POST", "lbaas/l7policies", { l7policy: { listener_id: listener.id, ...fields } });
    expect(await refused({ action: "DANCE" })).toMatchObject({
      status: 400,
      body: { faultstring: "Invalid L7 Policy action specified: DANCE" },
    });
    const url = await refused({ action: "REDIRECT_TO_URL", redirect_url: "nowhere" });
    expect([url.status, url.body.faultstring]).toEqual([400, expect.stringContaining("redirect_url")]);
    const policy = await newPolicy({
      listener_id: listener.id,
      action: "REDIRECT_TO_POOL",
      redirect_pool_id: pool.id,
    });
    const removal = await call("DELETE", `lbaas/pools/${String(pool.id)}`);
    expect([removal.status, removal.body.faultstring]).toEqual([
      409,
      `Pool ${String(pool.id)} is in use by L7 policy ${String(policy.id)}`,
    ]);
  });
});

describe("rules", () => {
  test("are kept under their policy; expressions match anywhere unless they say otherwise (K-25)", async () => {
    const { listener } = await createListener();
    const policy = await newPolicy({ listener_id: listener.id, action: "REJECT" });
    const under = `lbaas/l7policies/${String(policy.id)}/rules`;
    const rule = await newRule(policy, { type: "PATH", compare_type: "REGEX", value: "elb" });
    expect(rule).toMatchObject({ key: null, invert: false, anchored: false, admin_state_up: true, tags: [] });
    const header = await newRule(policy, {
      type: "HEADER",
      compare_type: "EQUAL_TO",
      key: "X-Kind",
      value: "1",
      invert: "true",
    });
    expect(header.invert).toBe(true);
    const { body } = await call("GET", under);
    expect((body.rules as Fields[]).map(({ id }) => id)).toEqual([rule.id, header.id]);
    const changed = await call("PUT", `${under}/${String(rule.id)}`, { rule: { value: "other", anchored: true } });
    expect(changed.body.rule).toMatchObject({ value: "other", anchored: true });
    expect((await call("DELETE", `${under}/${String(rule.id)}`)).status).toBe(204);
    expect((await call("GET", `${under}/${String(rule.id)}`)).status).toBe(404);
  });

  test("are refused with the name of the attribute; TLS rules are not supported", async () => {
    const { listener } = await createListener();
    const policy = await newPolicy({ listener_id: listener.id, action: "REJECT" });
    const refused = (fields: Fields) => call("POST", `lbaas/l7policies/${String(policy.id)}/rules`, { rule: fields });
    const missing = await refused({ type: "HEADER", compare_type: "EQUAL_TO", value: "1" });
    expect([missing.status, missing.body.faultstring]).toEqual([400, expect.stringContaining("attribute key.")]);
    const pattern = await refused({ type: "PATH", compare_type: "REGEX", value: "(?=a)" });
    expect([pattern.status, pattern.body.faultstring]).toEqual([400, expect.stringContaining("attribute value.")]);
    expect((await refused({ type: "SSL_CONN_HAS_CERT", compare_type: "EQUAL_TO", value: "True" })).status).toBe(501);
  });
});

test("explaining a request: fields are refused by their names; without an engine it is 503", async () => {
  const { listener } = await createListener();
  const ask = async (fields: Fields) => {
    const { status, body } = await call("POST", `lbaas/listeners/${String(listener.id)}/explain`, { explain: fields });
    return `${status} ${String(body.faultstring)}`;
  };
  expect(await ask({})).toMatch(/^400 .*client_address/);
  expect(await ask({ client_address: "shop" })).toMatch(/^400 .*client_address.*shop/);
  const good = { client_address: "10.0.0.7" };
  expect(await ask({ ...good, announced_address: "shop" })).toMatch(/^400 .*announced_address/);
  expect(await ask({ ...good, method: "GET /" })).toMatch(/^400 .*method/);
  expect(await ask({ ...good, headers: [{ name: "X", value: "a\r\nb" }] })).toMatch(/^400 .*headers/);
  expect(await ask({ ...good, path: "/" })).toMatch(/^400 .*path.*Unknown attribute/);
  expect(await ask({ ...good, method: "POST", url: "http://shop.example/a" })).toMatch(/^503 /);
});
