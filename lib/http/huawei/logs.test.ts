import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { logLine } from "@/lib/logs/testing/lines";
import { segmentName } from "@/lib/model/log-segment";
import { call, create, type Fields, startInstallation } from "../octavia/testing/client";
import { routeLogGroups, routeLogTanks } from "./routes";

let projectId = "";
let subnetId = "";

beforeAll(async () => {
  subnetId = await startInstallation();
  projectId = ((await call("GET", "projects")).body.projects as { id: string }[])[0]?.id ?? "";
});

async function ask(service: "groups" | "logtanks", method: string, path = "", body?: unknown, token = "secret-token") {
  const [bare = "", query = ""] = path.split("?");
  const route = service === "groups" ? routeLogGroups : routeLogTanks;
  const request = new Request(`http://127.0.0.1:3000/x?${query}`, {
    method,
    headers: { "x-auth-token": token },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await route(request, projectId, bare.split("/").filter(Boolean));
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Fields };
}

const lts = (method: string, path?: string, body?: unknown, token?: string) => ask("groups", method, path, body, token);
const tank = (method: string, path?: string, body?: unknown) => ask("logtanks", method, path, body);

describe("log groups and streams of the log service's API", () => {
  it("are created, listed, changed and deleted", async () => {
    const made = await lts("POST", "", { log_group_name: "g-1", ttl_in_days: 7 });
    expect(made.status).toBe(201);
    const id = String(made.body.log_group_id);
    const stream = await lts("POST", `${id}/streams`, { log_stream_name: "s-1" });
    expect(stream.status).toBe(201);
    expect((await lts("GET")).body.log_groups).toMatchObject([
      { log_group_id: id, log_group_name: "g-1", ttl_in_days: 7 },
    ]);
    expect((await lts("GET", `${id}/streams`)).body.log_streams).toMatchObject([
      { log_stream_id: stream.body.log_stream_id, log_stream_name: "s-1" },
    ]);
    expect((await lts("POST", id, { ttl_in_days: 365 })).body).toMatchObject({ ttl_in_days: 365 });
    expect((await lts("DELETE", `${id}/streams/${stream.body.log_stream_id}`)).status).toBe(204);
    expect((await lts("DELETE", id)).status).toBe(204);
    expect((await lts("GET")).body.log_groups).toEqual([]);
  });

  it("refuse in the log service's words", async () => {
    const made = await lts("POST", "", { log_group_name: "taken" });
    const id = String(made.body.log_group_id);
    const taken = await lts("POST", "", { log_group_name: "taken" });
    expect([taken.status, taken.body.error_code]).toEqual([409, "LTS.0101"]);
    await lts("POST", `${id}/streams`, { log_stream_name: "s" });
    expect((await lts("POST", `${id}/streams`, { log_stream_name: "s" })).body.error_code).toBe("LTS.0205");
    const bad = await lts("POST", "", { log_group_name: "日志", ttl_in_days: 0 });
    expect([bad.status, bad.body.error_code]).toEqual([400, "LTS.0009"]);
    expect(bad.body.error_msg).toMatch(/letters, digits/);
    const gone = await lts("GET", "00000000-0000-4000-8000-000000000000/streams");
    expect([gone.status, gone.body.error_code]).toEqual([404, "LTS.0201"]);
    expect((await lts("GET", "", undefined, "wrong")).status).toBe(401);
    expect((await lts("PUT")).status).toBe(405);
    expect((await lts("POST", "", ["x"])).status).toBe(400);
  });
});

describe("log tanks", () => {
  it("switch a load balancer's access log on, over and off", async () => {
    const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
    const group = String((await lts("POST", "", { log_group_name: "tanks" })).body.log_group_id);
    const topics = [];
    for (const name of ["a", "b"]) {
      topics.push((await lts("POST", `${group}/streams`, { log_stream_name: name })).body.log_stream_id);
    }
    const logtank = { loadbalancer_id: balancer.id, log_group_id: group, log_topic_id: topics[0] };
    const made = await tank("POST", "", { logtank });
    expect([made.status, made.body.logtank]).toMatchObject([201, { ...logtank, project_id: projectId }]);
    expect(made.body.request_id).toMatch(/^req-/);
    expect((await tank("POST", "", { logtank })).status).toBe(409);
    const { id } = made.body.logtank as { id: string };
    const moved = await tank("PUT", id, { logtank: { log_topic_id: topics[1], log_group_id: group } });
    expect(moved.body.logtank).toMatchObject({ id, log_topic_id: topics[1] });
    const list = await tank("GET", `?loadbalancer_id=${balancer.id}`);
    expect(list.body).toMatchObject({ logtanks: [{ id }], page_info: { current_count: 1 } });
    expect((await tank("GET", "?loadbalancer_id=other")).body.logtanks).toEqual([]);
    expect((await tank("DELETE", id)).status).toBe(204);
    const gone = await tank("GET", id);
    expect([gone.status, gone.body.error_msg]).toEqual([404, `Log Tank ${id} not found.`]);
  });

  it("refuse what is missing", async () => {
    expect((await tank("POST", "", {})).body.error_msg).toMatch(/logtank is null/);
    const answer = await tank("POST", "", { logtank: { loadbalancer_id: "x" } });
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, ["error_code", "error_msg", "request_id"]]);
  });
});

describe("the lines of a stream", () => {
  it("are asked for by time and words, and read by a process of their own", async () => {
    const group = String((await lts("POST", "", { log_group_name: "content" })).body.log_group_id);
    const stream = String((await lts("POST", `${group}/streams`, { log_stream_name: "s" })).body.log_stream_id);
    const directory = path.join(process.env.EVENKEEL_DATA ?? "", "logs", stream);
    mkdirSync(directory, { recursive: true });
    const start = Date.UTC(2026, 10, 22, 10);
    const lines = Array.from({ length: 20 }, (_, i) =>
      logLine({ at: start + i, path: `/${i % 2 === 0 ? "even" : "odd"}` }),
    );
    writeFileSync(path.join(directory, segmentName(start, 0)), lines.map((line) => `${line}\n`).join(""));
    const query = (body: object) =>
      lts("POST", `${group}/streams/${stream}/content/query`, {
        start_time: String(start),
        end_time: String(start + 15),
        ...body,
      });
    const found = await query({ keywords: "even", limit: 3 });
    expect(found.status).toBe(200);
    expect(found.body).toEqual({
      count: 8,
      logs: [0, 2, 4].map((i, index) => ({ content: lines[i], line_num: String(index + 1), labels: {} })),
    });
    const newest = await query({ limit: 1, is_desc: true });
    expect(newest.body).toMatchObject({ count: 16, logs: [{ content: lines[15] }] });
    expect((await query({ start_time: "x" })).status).toBe(400);
  });
});
