import { parseRule } from "@/lib/model/rule";
import type { ServiceError } from "@/lib/services/errors";
import { describeRule } from "./english";
import { Fault, invalidInput, unsupported } from "./fault";

const resourceNames: Record<string, string> = {
  loadbalancer: "Load Balancer",
  listener: "Listener",
  pool: "Pool",
  member: "Member",
  healthmonitor: "Health Monitor",
  certificate: "Certificate",
  l7policy: "L7 Policy",
  l7rule: "L7 Rule",
  eip: "Floating IP",
  eippool: "EIP pool",
  vpc: "Network",
  subnet: "Subnet",
  project: "Project",
  server: "Server",
  scalinggroup: "Scaling Group",
  scalinglink: "Scaling Link",
  scalinginstance: "Scaling Instance",
  loggroup: "Log Group",
  logstream: "Log Stream",
  logtransfer: "Log Transfer",
  alarmrule: "Alarm Rule",
  alarmtarget: "Alarm Target",
  accesslog: "Log Tank",
};

const quotaNames: Record<string, string> = { quotaListener: "Listener", quotaL7Policy: "L7 Policy" };

/** Conflicts that Octavia has words of its own for. */
const conflictTexts: Record<string, (values: Record<string, string>) => string> = {
  portInUse: portText,
  portInUseByOther: portText,
  duplicateMember: ({ address, port }) =>
    `Another member on this pool is already using ip ${address} on protocol_port ${port}`,
  poolHasHealthMonitor: () => "This pool already has a health monitor",
  l7RuleLimit: ({ id }) => `Too many rules on L7 policy ${id}`,
  listenerHasPool: () => "This listener already has a default pool",
};

function portText({ protocol, port }: Record<string, string>): string {
  return `Another Listener on this Load Balancer is already using protocol ${protocol} and protocol_port ${port}`;
}

/** Where the fields of a model stand in a request, and the request that they came in. */
export interface RequestShape {
  /** API names by paths of the model; a path that is missing is looked up by its first part. */
  names: Record<string, string>;
  body: Record<string, unknown>;
}

/** The answer of Octavia to what a service refused. */
export function faultOf(error: ServiceError, shape: RequestShape = { names: {}, body: {} }): Fault {
  const reason = error.rule === undefined ? null : parseRule(error.rule);
  const text = error.rule === undefined ? "" : describeRule(error.rule);
  switch (error.code) {
    case "unauthenticated":
      return new Fault(401, "The request you have made requires authentication.");
    case "forbidden":
      return new Fault(403, "Policy does not allow this request to be performed.");
    case "quota":
      return new Fault(403, `Quota has been met for resources: ${quotaNames[error.ruleKey ?? ""] ?? "Load Balancer"}`);
    case "notFound":
      return new Fault(
        404,
        `${resourceNames[reason?.values.type ?? ""] ?? "Resource"} ${reason?.values.id ?? ""} not found.`,
      );
    case "conflict":
      return new Fault(409, reason === null ? "Conflict" : (conflictTexts[reason.key]?.(reason.values) ?? text));
    case "inUse":
      return new Fault(409, remainsText(error, text));
    case "protected":
      return new Fault(412, `PRECONDITION_FAILED: ${text}`);
    case "invalid":
      return invalidFault(error, shape);
    case "unavailable":
      return new Fault(503, "The engine cannot be reached.");
    case "internal":
      return new Fault(500, "Internal error");
  }
}

function remainsText(error: ServiceError, text: string): string {
  if (error.ruleKey === "poolInUseByPolicy") {
    const { pool, policy } = parseRule(error.rule ?? "").values;
    return `Pool ${pool} is in use by L7 policy ${policy}`;
  }
  const names = error.remains.map(({ type, name, id }) => `${type} ${name === "" ? id : name}`);
  return `${text} Remaining: ${names.join(", ")}`;
}

function invalidFault(error: ServiceError, { names, body }: RequestShape): Fault {
  const [field] = error.fields;
  if (field === undefined) return new Fault(400, `Validation failure: ${describeRule(error.rule ?? "invalid")}`);
  const { key, values } = parseRule(field.rule);
  if (key === "protocolNotAvailable") return unsupported(`protocol ${values.protocol}`);
  if (key === "unknownReference") {
    return new Fault(400, `${resourceNames[values.type ?? ""] ?? "Resource"} ${values.id ?? ""} not found.`);
  }
  const [head = ""] = field.path.split(".");
  const name = names[field.path] ?? names[head] ?? (Object.hasOwn(body, head) ? head : field.path || "body");
  return invalidInput(name, valueAt(body, name), describeRule(field.rule));
}

function valueAt(body: Record<string, unknown>, name: string): unknown {
  let value: unknown = body;
  for (const part of name.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return value;
}
