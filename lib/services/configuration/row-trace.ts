import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import type { ConfigurationSection } from "@/lib/model/configuration";
import type { TraceEvent } from "@/lib/model/trace";
import type { ResourceType } from "../errors";
import type { TraceEntry } from "../mutation";
import { idOf, kindOf, nameOf, type RowChange, shown } from "./diff";

interface Names {
  type: ResourceType;
  created: TraceEvent;
  changed: TraceEvent;
  deleted: TraceEvent;
}

function named(type: ResourceType, noun: "vpc" | "subnet" | "eip" | "eip pool" | "project" | "server"): Names {
  return { type, created: `create ${noun}`, changed: `update ${noun}`, deleted: `delete ${noun}` };
}

/** By which event the audit tells of a row that came, changed or went. */
const names: Record<ConfigurationSection, Names> = {
  settings: { type: "region", created: "update region", changed: "update region", deleted: "update region" },
  projects: named("project", "project"),
  quotas: { type: "quota", created: "update quota", changed: "update quota", deleted: "update quota" },
  vpcs: named("vpc", "vpc"),
  subnets: named("subnet", "subnet"),
  eipPools: named("eippool", "eip pool"),
  certificates: {
    type: "certificate",
    created: "create certificate",
    changed: "update certificate",
    deleted: "delete certificate",
  },
  loadBalancers: {
    type: "loadbalancer",
    created: "create loadbalancer",
    changed: "update loadbalancer",
    deleted: "delete loadbalancer",
  },
  eips: named("eip", "eip"),
  servers: named("server", "server"),
  scalingGroups: {
    type: "scalinggroup",
    created: "create scaling group",
    changed: "update scaling group",
    deleted: "delete scaling group",
  },
  scalingInstances: {
    type: "scalinginstance",
    created: "register scaling instances",
    changed: "register scaling instances",
    deleted: "deregister scaling instances",
  },
  pools: {
    type: "pool",
    created: "create backend member group",
    changed: "update backend member group",
    deleted: "delete backend member group",
  },
  members: { type: "member", created: "add backend ecs", changed: "update backend ecs", deleted: "remove backend ecs" },
  healthMonitors: {
    type: "healthmonitor",
    created: "create healthmonitor",
    changed: "update healthmonitor",
    deleted: "delete healthmonitor",
  },
  scalingLinks: {
    type: "scalinglink",
    created: "create scaling link",
    changed: "update scaling link",
    deleted: "delete scaling link",
  },
  listeners: {
    type: "listener",
    created: "create listener",
    changed: "update listener",
    deleted: "delete listener",
  },
  l7Policies: {
    type: "l7policy",
    created: "create forwarding policy",
    changed: "update forwarding policy",
    deleted: "delete forwarding policy",
  },
  l7Rules: {
    type: "l7rule",
    created: "create forwarding rule",
    changed: "update forwarding rule",
    deleted: "delete forwarding rule",
  },
  logGroups: {
    type: "loggroup",
    created: "create log group",
    changed: "update log group",
    deleted: "delete log group",
  },
  logStreams: {
    type: "logstream",
    created: "create log stream",
    changed: "update log stream",
    deleted: "delete log stream",
  },
  accessLogs: {
    type: "accesslog",
    created: "create access log",
    changed: "update access log",
    deleted: "delete access log",
  },
  logTransfers: {
    type: "logtransfer",
    created: "create log transfer",
    changed: "update log transfer",
    deleted: "delete log transfer",
  },
  alarmTargets: {
    type: "alarmtarget",
    created: "create alarm target",
    changed: "update alarm target",
    deleted: "delete alarm target",
  },
  alarmRules: {
    type: "alarmrule",
    created: "create alarm rule",
    changed: "update alarm rule",
    deleted: "delete alarm rule",
  },
  demoServers: {
    type: "demoserver",
    created: "create demo server",
    changed: "create demo server",
    deleted: "delete demo server",
  },
};

/** The audit event of one changed row, as if its own service had done it. */
export function rowTrace(change: RowChange): TraceEntry {
  const { entry, before, after } = change;
  const { type, ...events } = names[entry.section];
  const row: ConfigurationRow = after ?? before ?? {};
  return {
    event: events[kindOf(change)],
    resource: { type, id: idOf(row), name: nameOf(row) },
    ...(typeof row.projectId === "string" ? { projectId: row.projectId } : {}),
    before: shown(entry, before),
    after: shown(entry, after),
  };
}
