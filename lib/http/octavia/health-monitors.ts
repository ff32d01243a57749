import type { HealthMonitorType } from "@/lib/model/healthmonitor";
import { createHealthMonitor } from "@/lib/services/healthmonitor/create";
import { deleteHealthMonitor } from "@/lib/services/healthmonitor/delete";
import { getHealthMonitor, type HealthMonitorView, listHealthMonitors } from "@/lib/services/healthmonitor/get";
import { updateHealthMonitor } from "@/lib/services/healthmonitor/update";
import { type Body, changedTags, clearable, nulled } from "../body";
import { invalidInput, unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { provisioning } from "./status";

const names = {
  poolId: "pool_id",
  enabled: "admin_state_up",
  intervalS: "delay",
  timeoutS: "timeout",
  maxRetries: "max_retries",
  maxRetriesDown: "max_retries_down",
  httpMethod: "http_method",
  urlPath: "url_path",
  expectedCodes: "expected_codes",
  domainName: "domain_name",
  port: "monitor_port",
};

const types: Record<string, HealthMonitorType> = { HTTP: "HTTP", TCP: "TCP", "UDP-CONNECT": "UDP" };
const otherTypes = ["HTTPS", "PING", "TLS-HELLO", "SCTP"];
const supportedMethods = ["GET", "HEAD", "OPTIONS"];
const otherMethods = ["POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"];

export function healthMonitorBody(view: HealthMonitorView) {
  const http = view.type === "HTTP";
  return {
    id: view.id,
    name: view.name,
    type: view.type === "UDP" ? "UDP-CONNECT" : view.type,
    delay: view.intervalS,
    timeout: view.timeoutS,
    max_retries: view.maxRetries,
    max_retries_down: view.maxRetriesDown,
    http_method: http ? view.httpMethod : null,
    url_path: http ? view.urlPath : null,
    expected_codes: http ? view.expectedCodes : null,
    http_version: null,
    domain_name: http && view.domainName !== "" ? view.domainName : null,
    // Extension (HC-04): the port to probe instead of each server's own.
    monitor_port: view.port,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: view.enabled ? "ONLINE" : "OFFLINE",
    project_id: view.projectId,
    pools: [{ id: view.poolId }],
    tags: view.tags,
  };
}

function readType(body: Body): HealthMonitorType {
  body.need("type");
  const type = String(body.value("type"));
  const known = types[type];
  if (known !== undefined) return known;
  if (otherTypes.includes(type)) throw unsupported(`health monitor type ${type}`);
  throw invalidInput("type", type, `Value should be one of: ${[...Object.keys(types), ...otherTypes].join(", ")}.`);
}

function readMethod(body: Body) {
  const method = body.text("http_method");
  if (method !== undefined && otherMethods.includes(method)) throw unsupported(`http_method ${method}`);
  if (method === undefined || supportedMethods.includes(method))
    return method as "GET" | "HEAD" | "OPTIONS" | undefined;
  throw invalidInput(
    "http_method",
    method,
    `Value should be one of: ${[...supportedMethods, ...otherMethods].join(", ")}.`,
  );
}

/** Attributes that a new and a stored health check share. */
function readSettings(body: Body) {
  body.ignore("http_version", "project_id", "tenant_id");
  return {
    name: clearable(body, "name"),
    enabled: body.flag("admin_state_up"),
    intervalS: body.integer("delay"),
    timeoutS: body.integer("timeout"),
    maxRetries: body.integer("max_retries"),
    maxRetriesDown: nulled(body, "max_retries_down") ? 3 : body.integer("max_retries_down"),
    httpMethod: nulled(body, "http_method") ? ("GET" as const) : readMethod(body),
    urlPath: nulled(body, "url_path") ? "/" : body.text("url_path"),
    expectedCodes: nulled(body, "expected_codes") ? "200" : body.text("expected_codes"),
    domainName: nulled(body, "domain_name") ? "" : body.text("domain_name"),
    port: nulled(body, "monitor_port") ? null : body.integer("monitor_port"),
    tags: changedTags(body),
  };
}

export function readNewHealthMonitor(body: Body) {
  for (const name of ["delay", "timeout", "max_retries"]) body.need(name);
  return { type: readType(body), ...readSettings(body) };
}

export async function createHealthMonitorRoute(call: ApiCall): Promise<Response> {
  const monitor = await withBody(call, "healthmonitor", names, (body) => {
    body.need("pool_id");
    const input = { poolId: String(body.value("pool_id")), ...readNewHealthMonitor(body) };
    body.finish();
    return createHealthMonitor(call.ctx, input);
  });
  return ok({ healthmonitor: healthMonitorBody(getHealthMonitor(call.ctx, monitor.id)) }, 201);
}

export async function updateHealthMonitorRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "healthmonitor", names, (body) => {
    body.fixed("type", "pool_id");
    const input = { id, ...readSettings(body) };
    body.finish();
    updateHealthMonitor(call.ctx, input);
  });
  return ok({ healthmonitor: healthMonitorBody(getHealthMonitor(call.ctx, id)) });
}

export function listHealthMonitorsRoute(call: ApiCall): Response {
  const items = listHealthMonitors(call.ctx).map(healthMonitorBody);
  return listed(call, "healthmonitors", items);
}

export function getHealthMonitorRoute(call: ApiCall): Response {
  return ok({ healthmonitor: healthMonitorBody(getHealthMonitor(call.ctx, call.id())) });
}

export function deleteHealthMonitorRoute(call: ApiCall): Response {
  deleteHealthMonitor(call.ctx, { id: call.id() });
  return noContent();
}
