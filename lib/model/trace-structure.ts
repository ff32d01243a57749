import { type Trace, traceEvents } from "./trace";

/** Names of the operations where the service's own differ from verb and type. */
const apiNames: Readonly<Record<string, string>> = {
  "create access log": "createLogtank",
  "update access log": "updateLogtank",
  "delete access log": "deleteLogtank",
  "create healthmonitor": "createHealthMonitor",
  "update healthmonitor": "updateHealthMonitor",
  "delete healthmonitor": "deleteHealthMonitor",
  "create forwarding policy": "createL7policy",
  "update forwarding policy": "updateL7policy",
  "delete forwarding policy": "deleteL7policy",
  "create forwarding rule": "createl7rule",
  "update forwarding rule": "updatel7rule",
  "delete forwarding rule": "deletel7rule",
  "add backend ecs": "createMember",
  "update backend ecs": "updateMember",
  "remove backend ecs": "deleteMember",
  "create backend member group": "createPool",
  // As the service spells it.
  "update backend member group": "updatPool",
  "delete backend member group": "deletePool",
};

/** The guide's operations. */
export const knownEvents: readonly string[] = Object.values(traceEvents).flat();

/** The operation as clients of the audit service know it, `createListener`. */
export function apiName(event: string): string {
  return apiNames[event] ?? event.replace(/ ([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The structure of an event, as the audit service gives it (AU-03), and what was there before. `name` is the guide's, or
 * the API's. What was asked and refused is the request, what came of it the response.
 */
export function traceStructure(trace: Trace, name: string = trace.event) {
  const isDone = trace.rating === "normal";
  return {
    time: trace.at,
    record_time: trace.at,
    user: { id: trace.userId, name: trace.userName, domain: { id: trace.projectId, name: "" } },
    request: isDone ? "" : JSON.stringify(trace.after),
    response: isDone && trace.after !== null ? JSON.stringify(trace.after) : "",
    before: trace.before,
    code: isDone ? "200" : "400",
    service_type: "ELB",
    resource_type: trace.resourceType,
    resource_name: trace.resourceName,
    resource_id: trace.resourceId,
    source_ip: trace.sourceIp,
    trace_name: name,
    trace_rating: trace.rating,
    trace_type: trace.type,
    api_version: "v2.0",
    trace_id: trace.id,
    message: trace.message,
    request_id: trace.requestId,
    location_info: "",
    endpoint: "",
    resource_url: "",
  };
}
