import { isIP } from "node:net";
import { refusalCodes } from "@/lib/wire/messages";
import type { HealthMonitorSpec, MemberSpec, PoolSpec } from "@/lib/wire/snapshot";
import { type Findings, isPort } from "./findings";
import type { MemberPlan, PoolPlan, Slots } from "./plan";
import { sourcesFor } from "./sources-for";

/** A group and its members; a refused member is left out and the others stay. */
export function compilePool(
  pool: PoolSpec,
  slots: Slots,
  findings: Findings,
  members: Map<string, MemberPlan>,
  sources: readonly string[],
): PoolPlan {
  const compiled: MemberPlan[] = [];
  for (const spec of pool.members) {
    const member = compileMember(spec, pool, slots, findings, members, sources);
    if (member === null) continue;
    members.set(member.id, member);
    compiled.push(member);
  }
  return {
    id: pool.id,
    name: pool.name,
    protocol: pool.protocol,
    algorithm: pool.algorithm,
    enabled: pool.enabled,
    members: compiled,
    healthMonitor: compileMonitor(pool, findings),
    persistence: pool.persistence,
    passiveEjection: pool.passiveEjection,
    slowStartMs: pool.slowStartMs,
    failOpen: pool.failOpen,
    proxyProtocol: pool.protocol === "TCP" ? pool.proxyProtocol : null,
  };
}

function compileMember(
  spec: MemberSpec,
  pool: PoolSpec,
  slots: Slots,
  findings: Findings,
  members: ReadonlyMap<string, MemberPlan>,
  sources: readonly string[],
): MemberPlan | null {
  const refuse = (field: string, code: string, message: string) =>
    findings.refuse("member", spec.id, field, code, message);
  const { invalidValue } = refusalCodes;
  if (members.has(spec.id)) return refuse("id", invalidValue, "the id is used twice");
  if (isIP(spec.address) === 0) return refuse("address", invalidValue, `${spec.address} is not an IP address`);
  if (!isPort(spec.port)) return refuse("port", invalidValue, `port ${spec.port} is not within 1–65535`);
  if (!Number.isInteger(spec.weight) || spec.weight < 0 || spec.weight > 100) {
    return refuse("weight", invalidValue, `weight ${spec.weight} is not within 0–100`);
  }
  if (spec.monitorAddress !== null && isIP(spec.monitorAddress) === 0) {
    return refuse("monitorAddress", invalidValue, `${spec.monitorAddress} is not an IP address`);
  }
  if (spec.monitorPort !== null && !isPort(spec.monitorPort)) {
    return refuse("monitorPort", invalidValue, `port ${spec.monitorPort} is not within 1–65535`);
  }
  const slot = slots.members[spec.id];
  if (slot === undefined) return refuse("id", refusalCodes.capacity, "the engine holds no more members");
  return {
    id: spec.id,
    poolId: pool.id,
    name: spec.name,
    slot,
    address: spec.address,
    port: spec.port,
    key: memberKey(spec.id, spec.address, spec.port),
    weight: spec.weight,
    enabled: spec.enabled,
    drainUntil: spec.drainUntil,
    sources: sourcesFor(spec.address, sources),
  };
}

/** The monitor as it can run; one that cannot is a remark and its members count as not checked. */
function compileMonitor(pool: PoolSpec, findings: Findings): HealthMonitorSpec | null {
  const monitor = pool.healthMonitor;
  if (monitor === null) return null;
  const problem = monitorProblem(monitor);
  if (problem === null) return { ...monitor, timeoutMs: Math.min(monitor.timeoutMs, monitor.intervalMs) };
  return findings.remark("pool", pool.id, `healthMonitor.${problem.field}`, problem.code, problem.message);
}

interface Problem {
  field: string;
  code: string;
  message: string;
}

function invalid(field: string, message: string): Problem {
  return { field, code: refusalCodes.invalidValue, message };
}

function monitorProblem(monitor: HealthMonitorSpec): Problem | null {
  if (!(monitor.intervalMs >= 50)) return invalid("intervalMs", "the interval is below 50 ms");
  if (!(monitor.timeoutMs >= 10)) return invalid("timeoutMs", "the timeout is below 10 ms");
  if (!(monitor.rise >= 1)) return invalid("rise", "at least one success is needed");
  if (!(monitor.fall >= 1)) return invalid("fall", "at least one failure is needed");
  if (monitor.port !== null && !isPort(monitor.port)) return invalid("port", "the port is not within 1–65535");
  if (monitor.type !== "HTTP") return null;
  if (!/^\/[!-~]*$/.test(monitor.urlPath)) return invalid("urlPath", "the path is not printable ASCII after a slash");
  if (!/^[A-Za-z0-9.-]*$/.test(monitor.domainName)) return invalid("domainName", "not a host name");
  if (!/^[A-Z]+$/.test(monitor.httpMethod)) return invalid("httpMethod", "not a method");
  if (!/^\d{3}(-\d{3}|(\s*,\s*\d{3})*)$/.test(monitor.expectedCodes)) {
    return invalid("expectedCodes", "neither a list nor a range of status codes");
  }
  return null;
}

/** A member in one place: another place is another server. */
export function memberKey(id: string, address: string, port: number): string {
  return `${id} ${address} ${port}`;
}
