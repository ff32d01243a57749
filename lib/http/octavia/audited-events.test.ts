import { beforeAll, expect, test } from "vitest";
import { systemContext } from "@/lib/auth/context";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { type TraceType, traceEvents } from "@/lib/model/trace";
import { configureAccessLog } from "@/lib/services/accesslog/configure";
import { deleteAccessLog } from "@/lib/services/accesslog/delete";
import { createCertificate } from "@/lib/services/certificate/create";
import { deleteCertificates } from "@/lib/services/certificate/delete";
import { updateCertificate } from "@/lib/services/certificate/update";
import type { Context } from "@/lib/services/context";
import { createHealthMonitor } from "@/lib/services/healthmonitor/create";
import { deleteHealthMonitor } from "@/lib/services/healthmonitor/delete";
import { updateHealthMonitor } from "@/lib/services/healthmonitor/update";
import { createL7Policy } from "@/lib/services/l7policy/create";
import { deleteL7Policy } from "@/lib/services/l7policy/delete";
import { updateL7Policy } from "@/lib/services/l7policy/update";
import { createL7Rule } from "@/lib/services/l7rule/create";
import { deleteL7Rule } from "@/lib/services/l7rule/delete";
import { updateL7Rule } from "@/lib/services/l7rule/update";
import { createListener } from "@/lib/services/listener/create";
import { deleteListener } from "@/lib/services/listener/delete";
import { updateListener } from "@/lib/services/listener/update";
import { createLoadBalancer } from "@/lib/services/loadbalancer/create";
import { deleteLoadBalancer } from "@/lib/services/loadbalancer/delete";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import { createLogGroup } from "@/lib/services/loggroup/create";
import { createLogStream } from "@/lib/services/logstream/create";
import { addMembers } from "@/lib/services/member/add";
import { removeMembers } from "@/lib/services/member/remove";
import { updateMember } from "@/lib/services/member/update";
import { createPool } from "@/lib/services/pool/create";
import { deletePool } from "@/lib/services/pool/delete";
import { updatePool } from "@/lib/services/pool/update";
import { listTraces } from "@/lib/services/trace/list";
import { routeLogTanks } from "../huawei/routes";
import { call, create, startInstallation } from "./testing/client";

const ssl = new OpenSsl();
let subnetId = "";
beforeAll(async () => {
  subnetId = await startInstallation();
  ssl.selfSigned("a", "/CN=a.example.com");
});

const guide: readonly string[] = Object.values(traceEvents).flat();

/** Names of the guide under which events of one origin stand in the audit, with what each tells of. */
function recorded(type: TraceType): Map<string, string> {
  const traces = listTraces(systemContext(), { limit: 1000 }).filter((one) => one.type === type);
  return new Map(
    traces
      .filter(({ event, rating }) => guide.includes(event) && rating === "normal")
      .map(({ event, resourceType }) => [event, resourceType]),
  );
}

const wanted = new Map(Object.entries(traceEvents).flatMap(([type, events]) => events.map((event) => [event, type])));

test("the console's verbs: doing each deed writes its event, under the guide's name", () => {
  const ctx: Context = { ...systemContext(), source: "ConsoleAction" };
  const balancer = createLoadBalancer(ctx, { name: "console", subnetId });
  updateLoadBalancer(ctx, { id: balancer.id, description: "x" });
  const certificate = createCertificate(ctx, {
    name: "a",
    certificate: ssl.read("a.crt"),
    privateKey: ssl.read("a.key"),
  });
  updateCertificate(ctx, { id: certificate.id, description: "x" });
  deleteCertificates(ctx, { ids: [certificate.id] });
  const listener = createListener(ctx, { loadBalancerId: balancer.id, protocol: "HTTP", port: 80 });
  updateListener(ctx, { id: listener.id, description: "x" });
  const pool = createPool(ctx, { loadBalancerId: balancer.id, protocol: "HTTP" });
  updatePool(ctx, { id: pool.id, description: "x" });
  addMembers(ctx, { poolId: pool.id, members: [{ address: "127.0.0.1", port: 9001 }] });
  const id = listTraces(ctx, { limit: 1 })[0]?.resourceId ?? "";
  updateMember(ctx, { poolId: pool.id, id, weight: 2 });
  removeMembers(ctx, { poolId: pool.id, ids: [id] });
  const monitor = createHealthMonitor(ctx, { poolId: pool.id, type: "HTTP" });
  updateHealthMonitor(ctx, { id: monitor.id, intervalS: 7 });
  deleteHealthMonitor(ctx, { id: monitor.id });
  const policy = createL7Policy(ctx, { listenerId: listener.id, redirectPoolId: pool.id });
  updateL7Policy(ctx, { id: policy.id, description: "x" });
  const path = { type: "PATH", compareType: "EQUAL_TO", value: "/a" } as const;
  const rule = createL7Rule(ctx, { policyId: policy.id, rule: path });
  updateL7Rule(ctx, { policyId: policy.id, id: rule.id, value: "/b" });
  deleteL7Rule(ctx, { policyId: policy.id, id: rule.id });
  deleteL7Policy(ctx, { id: policy.id });
  const group = createLogGroup(ctx, { name: "console" });
  const stream = createLogStream(ctx, { groupId: group.id, name: "s" });
  configureAccessLog(ctx, { loadBalancerId: balancer.id, groupId: group.id, streamId: stream.id });
  deleteAccessLog(ctx, { loadBalancerId: balancer.id });
  deletePool(ctx, { id: pool.id });
  deleteListener(ctx, { id: listener.id });
  deleteLoadBalancer(ctx, { id: balancer.id });
  expect(recorded("ConsoleAction")).toEqual(wanted);
});

test("the API: doing each deed writes its event, under the guide's name", async () => {
  const done = async (method: string, target: string, body?: unknown) => {
    const answer = await call(method, target, body);
    expect(answer.status, `${method} ${target}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  const change = { description: "x" };
  const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
  await done("PUT", `lbaas/loadbalancers/${balancer.id}`, { loadbalancer: change });
  const material = { certificate: ssl.read("a.crt"), private_key: ssl.read("a.key") };
  const certificate = await done("POST", "lbaas/certificates", { name: "a", ...material });
  await done("PUT", `lbaas/certificates/${certificate.id}`, change);
  await done("DELETE", `lbaas/certificates/${certificate.id}`);
  const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
  await done("PUT", `lbaas/listeners/${listener.id}`, { listener: change });
  const pool = await create("pool", {
    loadbalancer_id: balancer.id,
    protocol: "HTTP",
    lb_algorithm: "ROUND_ROBIN",
  });
  await done("PUT", `lbaas/pools/${pool.id}`, { pool: change });
  const members = `lbaas/pools/${pool.id}/members`;
  const member = await create("member", { address: "127.0.0.1", protocol_port: 9001 }, members);
  await done("PUT", `${members}/${member.id}`, { member: { weight: 2 } });
  await done("DELETE", `${members}/${member.id}`);
  const monitor = await create("healthmonitor", {
    pool_id: pool.id,
    type: "HTTP",
    delay: 5,
    timeout: 3,
    max_retries: 3,
  });
  await done("PUT", `lbaas/healthmonitors/${monitor.id}`, { healthmonitor: { delay: 7 } });
  await done("DELETE", `lbaas/healthmonitors/${monitor.id}`);
  const policy = await create(
    "l7policy",
    { listener_id: listener.id, action: "REDIRECT_TO_POOL", redirect_pool_id: pool.id },
    "lbaas/l7policies",
  );
  await done("PUT", `lbaas/l7policies/${policy.id}`, { l7policy: change });
  const rules = `lbaas/l7policies/${policy.id}/rules`;
  const rule = await create("rule", { type: "PATH", compare_type: "EQUAL_TO", value: "/a" }, rules);
  await done("PUT", `${rules}/${rule.id}`, { rule: { value: "/b" } });
  await done("DELETE", `${rules}/${rule.id}`);
  await done("DELETE", `lbaas/l7policies/${policy.id}`);
  const system = systemContext();
  const group = createLogGroup(system, { name: "api" });
  const topic = createLogStream(system, { groupId: group.id, name: "s" });
  const logtank = { loadbalancer_id: balancer.id, log_group_id: group.id, log_topic_id: topic.id };
  const tank = async (method: string, path: string[], body?: unknown) => {
    const headers = { "x-auth-token": "secret-token" };
    const request = new Request("http://127.0.0.1:3000/x", { method, headers, body: JSON.stringify(body) });
    const answer = await routeLogTanks(request, system.projectId, path);
    expect(answer.status).toBeLessThan(300);
    return answer.status === 204 ? null : ((await answer.json()) as { logtank: { id: string } });
  };
  const made = await tank("POST", [], { logtank });
  await tank("DELETE", [made?.logtank.id ?? ""]);
  await done("DELETE", `lbaas/pools/${pool.id}`);
  await done("DELETE", `lbaas/listeners/${listener.id}`);
  await done("DELETE", `lbaas/loadbalancers/${balancer.id}`);
  expect(recorded("ApiCall")).toEqual(wanted);
});
