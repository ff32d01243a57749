import { beforeAll, expect, it } from "vitest";
import { call, create, type Fields, startInstallation } from "../octavia/testing/client";
import { routeTraces } from "./routes";

let projectId = "";
let balancerId = "";

beforeAll(async () => {
  const subnetId = await startInstallation();
  projectId = ((await call("GET", "projects")).body.projects as { id: string }[])[0]?.id ?? "";
  balancerId = (await create("loadbalancer", { vip_subnet_id: subnetId, name: "lb" })).id as string;
  await call("PUT", `lbaas/loadbalancers/${balancerId}`, { loadbalancer: { description: "changed" } });
  await call("POST", "lbaas/loadbalancers", { loadbalancer: { vip_subnet_id: "nonsense", name: "bad" } });
});

async function ask(query: string, token = "secret-token") {
  const request = new Request(`http://127.0.0.1:3000/x?${query}`, { headers: { "x-auth-token": token } });
  const response = await routeTraces(request, projectId);
  return { status: response.status, body: (await response.json()) as Fields };
}

const namesOf = ({ body }: { body: Fields }) => (body.traces as { trace_name: string }[]).map((one) => one.trace_name);

it("gives events in the audit service's shape", async () => {
  const { body } = await ask(`resource_id=${balancerId}&trace_name=updateLoadbalancer`);
  expect(body.meta_data).toMatchObject({ count: 1 });
  const [trace] = body.traces as Fields[];
  expect(trace).toMatchObject({
    trace_name: "updateLoadbalancer",
    trace_rating: "normal",
    trace_type: "ApiCall",
    service_type: "ELB",
    resource_type: "loadbalancer",
    resource_name: "lb",
    code: "200",
  });
  expect(JSON.parse(String(trace?.response))).toMatchObject({ description: "changed" });
});

it("filters by both names of an operation, by level and by what nobody has", async () => {
  expect(namesOf(await ask("trace_name=create loadbalancer&trace_rating=normal"))).toEqual(["createLoadbalancer"]);
  const refused = await ask("trace_rating=warning");
  expect(namesOf(refused)).toEqual(["createLoadbalancer"]);
  expect(JSON.parse(String((refused.body.traces as Fields[])[0]?.request))).toMatchObject({ name: "bad" });
  expect(namesOf(await ask("service_type=ECS"))).toEqual([]);
  expect(namesOf(await ask("user=nobody"))).toEqual([]);
});

it("pages from the marker on, and knows no more than there is", async () => {
  const first = await ask("limit=1");
  const { marker } = first.body.meta_data as { marker: string };
  const second = await ask(`limit=1&next=${marker}`);
  expect(namesOf(first)).toEqual(["createLoadbalancer"]);
  expect(namesOf(second)).toEqual(["updateLoadbalancer"]);
  expect(namesOf(await ask("limit=200&to=1"))).toEqual([]);
});

it("refuses what it does not understand, and strangers", async () => {
  const bad = await ask("limit=0");
  expect([bad.status, bad.body.error_code]).toEqual([400, "CTS.0400"]);
  expect(bad.body.error_msg).toBe("limit must be a whole number from 1 to 200.");
  expect((await ask("trace_rating=odd")).status).toBe(400);
  expect((await ask("", "wrong")).status).toBe(401);
});
