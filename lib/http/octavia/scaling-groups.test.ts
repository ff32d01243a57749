import { beforeAll, expect, test } from "vitest";
import { call, create, type Fields, startInstallation } from "./testing/client";

let subnetId = "";
beforeAll(async () => {
  subnetId = await startInstallation();
});

const faultOf = async (method: string, path: string, body?: unknown) => {
  const answer = await call(method, path, body);
  return `${answer.status} ${String((answer.body as Fields | null)?.faultstring)}`;
};

test("a machine registers and deregisters itself by its address; the linked pool follows (BS-09)", async () => {
  const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
  const pool = await create("pool", { loadbalancer_id: balancer.id, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN" });
  const group = await create("scalinggroup", { name: "web", drain_timeout: "0" });
  expect(group).toMatchObject({ source: "MANUAL", dns_name: null, resolve_interval: 30, drain_timeout: 0, links: [] });
  const under = `lbaas/scalinggroups/${String(group.id)}`;
  const link = await create("link", { pool_id: pool.id, protocol_port: 8080, weight: 3 }, `${under}/links`);
  const instance = await create("instance", { address: "10.0.0.1", name: "web-1" }, `${under}/instances`);
  expect(instance).toMatchObject({
    address: "10.0.0.1",
    members: [{ pool_id: pool.id, protocol_port: 8080, weight: 3 }],
  });
  const members = async () => (await call("GET", `lbaas/pools/${String(pool.id)}/members`)).body.members as Fields[];
  expect(await members()).toMatchObject([{ address: "10.0.0.1", weight: 3, scaling_group_id: group.id }]);
  expect((await call("GET", `lbaas/pools/${String(pool.id)}`)).body.pool).toMatchObject({
    scaling_groups: [{ id: group.id }],
  });
  const changed = await call("PUT", `${under}/links/${String(link.id)}`, { link: { weight: 9 } });
  expect(changed.body.link).toMatchObject({ weight: 9, protocol_port: 8080, refusal: null });
  expect((await members())[0]).toMatchObject({ weight: 9 });
  const [member] = await members();
  expect(await faultOf("DELETE", `lbaas/pools/${String(pool.id)}/members/${String(member?.id)}`)).toMatch(
    /^409 .*scaling group web/,
  );
  expect(await faultOf("DELETE", under)).toMatch(/^409 .*linked/);
  expect((await call("DELETE", `${under}/instances/10.0.0.1`)).status).toBe(204);
  expect(await members()).toEqual([]);
  expect(await faultOf("DELETE", `${under}/instances/10.0.0.1`)).toMatch(/^404 Scaling Instance 10\.0\.0\.1 not found/);
  expect((await call("DELETE", `${under}/links/${String(link.id)}`)).status).toBe(204);
  expect((await call("DELETE", under)).status).toBe(204);
  expect((await call("GET", under)).status).toBe(404);
});

test("refusals name the API's fields; a group by DNS takes no registrations", async () => {
  expect(await faultOf("POST", "lbaas/scalinggroups", { scalinggroup: { name: "x", source: "DNS_A" } })).toMatch(
    /^400 .*dns_name/,
  );
  const wrong = { name: "x", source: "DNS_SRV", dns_name: "_http._tcp.web.test", name_servers: ["dns"] };
  expect(await faultOf("POST", "lbaas/scalinggroups", { scalinggroup: wrong })).toMatch(/^400 .*name_servers/);
  const group = await create("scalinggroup", { ...wrong, name_servers: ["127.0.0.1:5353"] });
  const under = `lbaas/scalinggroups/${String(group.id)}`;
  expect(await faultOf("POST", `${under}/instances`, { instance: { address: "10.0.0.1" } })).toMatch(/^409 .*DNS/);
  expect(await faultOf("POST", `${under}/instances`, { instance: { address: "web" } })).toMatch(/^400 .*address/);
  expect(await faultOf("PUT", under, { scalinggroup: { source: "MANUAL" } })).toMatch(/^400 .*source/);
  const changed = await call("PUT", under, { scalinggroup: { resolve_interval: 60, name_servers: null } });
  expect(changed.body.scalinggroup).toMatchObject({ resolve_interval: 60, name_servers: [] });
  expect((await call("GET", "lbaas/scalinggroups")).body.scalinggroups).toMatchObject([{ id: group.id }]);
});
