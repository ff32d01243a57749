import { beforeAll, expect, it } from "vitest";
import { call, create, type Fields, startInstallation } from "../octavia/testing/client";
import { routeCloudEye } from "./routes";

let projectId = "";
let balancerId = "";

beforeAll(async () => {
  const subnetId = await startInstallation();
  projectId = ((await call("GET", "projects")).body.projects as { id: string }[])[0]?.id ?? "";
  balancerId = (await create("loadbalancer", { vip_subnet_id: subnetId, name: "elb-1" })).id as string;
});

async function ask(method: string, path: string, body?: unknown) {
  const headers = { "x-auth-token": "secret-token" };
  const request = new Request(`http://127.0.0.1:3000/api/V1.0/x/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await routeCloudEye(request, projectId, path.replace(/\?.*/, "").split("/"));
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Fields };
}

const asked = () => ({
  alarm_name: "alarm-rp0E",
  alarm_description: "",
  metric: {
    namespace: "SYS.ELB",
    metric_name: "m1_cps",
    dimensions: [{ name: "lbaas_instance_id", value: balancerId }],
  },
  condition: {
    period: 300,
    filter: "average",
    comparison_operator: ">=",
    value: 6,
    unit: "Count",
    count: 1,
    suppress_duration: 300,
  },
  alarm_enabled: true,
  alarm_action_enabled: false,
  alarm_level: 2,
});

it("makes, reads, changes, switches and deletes an alarm rule", async () => {
  const made = await ask("POST", "alarms", asked());
  expect(made.status).toBe(201);
  const id = made.body.alarm_id as string;
  expect(id).toMatch(/^al[0-9a-f]{32}$/);
  const read = await ask("GET", `alarms/${id}`);
  expect(read.body).toEqual({
    metric_alarms: [
      {
        ...asked(),
        alarm_id: id,
        alarm_actions: [],
        ok_actions: [],
        alarm_state: "insufficient_data",
        update_time: expect.any(Number),
      },
    ],
  });
  const changed = { ...asked(), alarm_name: "other", condition: { ...asked().condition, value: 7, period: 1 } };
  expect((await ask("PUT", `alarms/${id}`, changed)).status).toBe(204);
  expect((await ask("PUT", `alarms/${id}/action`, { alarm_enabled: false })).status).toBe(204);
  const listed = await ask("GET", "alarms?limit=10");
  expect(listed.body).toMatchObject({
    metric_alarms: [{ alarm_name: "other", alarm_enabled: false, condition: { value: 7, period: 1 } }],
    meta_data: { count: 1, marker: id, total: 1 },
  });
  expect((await ask("DELETE", `alarms/${id}`)).status).toBe(204);
  expect((await ask("GET", `alarms/${id}`)).status).toBe(404);
});

it("refuses what is wrong, and says what", async () => {
  const refused = async (over: object) => (await ask("POST", "alarms", { ...asked(), ...over })).status;
  expect(await refused({ metric: undefined })).toBe(400);
  expect(await refused({ metric: { ...asked().metric, metric_name: "m99" } })).toBe(400);
  expect(await refused({ metric: { ...asked().metric, dimensions: [{ name: "instance", value: "x" }] } })).toBe(400);
  expect(
    await refused({ metric: { ...asked().metric, dimensions: [{ name: "lbaas_instance_id", value: "x" }] } }),
  ).toBe(400);
  expect(await refused({ condition: { ...asked().condition, count: 6 } })).toBe(400);
  expect(await refused({ condition: { ...asked().condition, period: 7 } })).toBe(400);
  expect(await refused({ alarm_level: 9 })).toBe(400);
  expect((await ask("PUT", "alarms/al0/action", { alarm_enabled: true })).status).toBe(404);
  expect((await ask("PUT", "alarms/al0", [])).status).toBe(404);
});
