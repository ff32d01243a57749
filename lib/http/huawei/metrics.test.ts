import { beforeAll, expect, it } from "vitest";
import { storePoints } from "@/lib/metrics/store";
import { trafficFields, type TrafficValues } from "@/lib/model/metric";
import { systemContext } from "@/lib/auth/context";
import { call, create, type Fields, startInstallation } from "../octavia/testing/client";
import { routeCloudEye } from "./routes";

const minute = 60_000;
const now = Math.floor(Date.now() / minute) * minute;
let projectId = "";
let balancerId = "";
let listenerId = "";

beforeAll(async () => {
  const subnetId = await startInstallation();
  projectId = ((await call("GET", "projects")).body.projects as { id: string }[])[0]?.id ?? "";
  balancerId = (await create("loadbalancer", { vip_subnet_id: subnetId, name: "watched" })).id as string;
  const fields = { loadbalancer_id: balancerId, protocol: "TCP", protocol_port: 8080, name: "tcp" };
  listenerId = (await create("listener", fields)).id as string;
  for (const [back, requests] of [
    [3, 120],
    [1, 60],
  ] as const) {
    const values: Partial<TrafficValues> = { requests, connections: back };
    const listed = trafficFields.map((field) => values[field] ?? 0);
    const objects = { loadBalancers: { [balancerId]: listed }, listeners: { [listenerId]: listed } };
    storePoints(systemContext().db, {
      at: now - back * minute,
      ...objects,
      members: {},
      eips: {},
      pools: {},
      latency: {},
    });
  }
});

async function ask(path: string, body?: unknown) {
  const headers = { "x-auth-token": "secret-token" };
  const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const request = new Request(`http://127.0.0.1:3000/api/V1.0/x/${path}`, init);
  const response = await routeCloudEye(request, projectId, path.replace(/\?.*/, "").split("/"));
  return { status: response.status, body: (await response.json()) as Fields };
}

function query(over: Record<string, string> = {}) {
  const given = {
    namespace: "SYS.ELB",
    metric_name: "mb_l7_qps",
    "dim.0": `lbaas_instance_id,${balancerId}`,
    from: String(now - 4 * minute + 1),
    to: String(now),
    period: "1",
    filter: "average",
    ...over,
  };
  return ask(`metric-data?${new URLSearchParams(given).toString()}`);
}

it("gives each minute that there is, and none for those in which the engine was down", async () => {
  expect((await query()).body).toEqual({
    metric_name: "mb_l7_qps",
    datapoints: [
      { average: 2, timestamp: now - 3 * minute, unit: "Request/s" },
      { average: 1, timestamp: now - minute, unit: "Request/s" },
    ],
  });
  const ofListener = { "dim.1": `lbaas_listener_id,${listenerId}`, metric_name: "m1_cps", filter: "max" };
  expect((await query(ofListener)).body.datapoints).toEqual([
    { max: 3, timestamp: now - 3 * minute, unit: "Count" },
    { max: 1, timestamp: now - minute, unit: "Count" },
  ]);
});

it("takes from down to its window, and puts a window's minutes together by the filter", async () => {
  const sum = (await query({ period: "86400", filter: "sum", from: String(now - 2 * 86_400_000) })).body.datapoints;
  const all = sum as { sum: number; timestamp: number }[];
  expect(all.reduce((total, point) => total + point.sum, 0)).toBe(3);
  expect(all.every(({ timestamp }) => timestamp % 86_400_000 === 0)).toBe(true);
});

it("computes the variance of the minutes of a window, as long as minutes are kept", async () => {
  const read = async (over: Record<string, string>) =>
    ((await query({ filter: "variance", ...over })).body.datapoints as { variance: number; timestamp: number }[]) ?? [];
  expect((await read({})).map(({ variance }) => variance)).toEqual([0, 0]);
  const days = await read({ period: "86400", from: String(now - 2 * 86_400_000) });
  const [first, ...more] = days;
  // Of 2 and 1 requests a second; a midnight between the two minutes parts them.
  expect(days.length === 1 ? first?.variance : more[0]?.variance).toBe(days.length === 1 ? 0.25 : 0);
  const { status, body } = await query({ filter: "variance", from: String(now - 9 * 86_400_000), period: "3600" });
  expect(status).toBe(400);
  expect((body.message as Fields).details).toMatch(/^variance is computed of minutes, .* must be \d+ or later\.$/);
});

it("says what is allowed", async () => {
  const refusal = async (over: Record<string, string>) => {
    const { status, body } = await query(over);
    return [status, (body.message as Fields).details];
  };
  expect(await refusal({ period: "7" })).toEqual([400, "period must be one of 1, 300, 1200, 3600, 14400, 86400."]);
  expect(await refusal({ filter: "median" })).toEqual([400, "filter must be one of average, max, min, sum, variance."]);
  expect(await refusal({ from: "x" })).toEqual([400, "from and to must be times in ms, from before to."]);
  expect((await refusal({ metric_name: "m99" }))[0]).toBe(400);
  expect((await refusal({ "dim.0": "instance,1" }))[0]).toBe(400);
  expect((await refusal({ "dim.0": "lbaas_instance_id,none" }))[0]).toBe(404);
  expect((await refusal({ "dim.0": `lbaas_instance_id,other`, "dim.1": `lbaas_listener_id,${listenerId}` }))[0]).toBe(
    404,
  );
  const layer7OfTcp = { "dim.1": `lbaas_listener_id,${listenerId}` };
  expect(await refusal(layer7OfTcp)).toEqual([400, "A listener such as this has no mb_l7_qps."]);
});

it("answers a batch, with the newest where there would be too many points", async () => {
  const metric = { namespace: "SYS.ELB", dimensions: [{ name: "lbaas_instance_id", value: balancerId }] };
  const metrics = [
    { ...metric, metric_name: "m1_cps" },
    { ...metric, metric_name: "mb_l7_qps" },
  ];
  const { body } = await ask("batch-query-metric-data", { metrics, from: 0, to: now, period: "1", filter: "min" });
  expect(body.metrics).toEqual([
    { ...metrics[0], unit: "Count", datapoints: [3, 1].map((min) => ({ min, timestamp: now - min * minute })) },
    {
      ...metrics[1],
      unit: "Request/s",
      datapoints: [
        { min: 2, timestamp: now - 3 * minute },
        { min: 1, timestamp: now - minute },
      ],
    },
  ]);
  expect((await ask("batch-query-metric-data", { metrics: [] })).status).toBe(400);
});

it("lists what can be asked for, page by page", async () => {
  const first = (await ask(`metrics?dim.0=lbaas_instance_id,${balancerId}&limit=2`)).body;
  const meta = first.meta_data as { count: number; marker: string; total: number };
  expect(meta.count).toBe(2);
  expect(meta.marker).toBe(`SYS.ELB.m2_act_conn.lbaas_instance_id:${balancerId}`);
  const rest = (await ask(`metrics?dim.0=lbaas_instance_id,${balancerId}&start=${encodeURIComponent(meta.marker)}`))
    .body;
  const listed = rest.metrics as { metric_name: string; dimensions: unknown[] }[];
  expect(listed).toHaveLength(meta.total - 2);
  expect(listed.filter(({ dimensions }) => dimensions.length === 2).map(({ metric_name }) => metric_name)).toContain(
    "m8_out_Bps",
  );
  expect((await ask("metrics?start=nowhere")).status).toBe(400);
  expect((await ask("metrics?limit=0")).status).toBe(400);
});
