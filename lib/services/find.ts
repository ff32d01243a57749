import { and, eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import type {
  CertificateRow,
  EipRow,
  HealthMonitorRow,
  L7PolicyRow,
  L7RuleRow,
  ListenerRow,
  LoadBalancerRow,
  MemberRow,
  PoolRow,
} from "@/lib/db/mappers";
import {
  certificates,
  eips,
  healthMonitors,
  l7Policies,
  l7Rules,
  listeners,
  loadBalancers,
  members,
  pools,
  projects,
  scalingGroups,
  servers,
  subnets,
  vpcs,
} from "@/lib/db/schema";
import type { Subnet, Vpc } from "@/lib/model/network";
import type { Project } from "@/lib/model/project";
import { rule } from "@/lib/model/rule";
import type { ScalingGroup } from "@/lib/model/scaling-group";
import type { Server } from "@/lib/model/server";
import { type Context, requireProject } from "./context";
import { invalidField, notFound } from "./errors";

/* Each finds one object that the caller may see, or throws `notFound` or `forbidden`. */

export function findLoadBalancer(ctx: Context, tx: Reader, id: string): LoadBalancerRow {
  const row = tx.select().from(loadBalancers).where(eq(loadBalancers.id, id)).get();
  if (row === undefined) throw notFound("loadbalancer", id);
  requireProject(ctx, row.projectId);
  return row;
}

export function findListener(ctx: Context, tx: Reader, id: string): { row: ListenerRow; parent: LoadBalancerRow } {
  const row = tx.select().from(listeners).where(eq(listeners.id, id)).get();
  if (row === undefined) throw notFound("listener", id);
  return { row, parent: findLoadBalancer(ctx, tx, row.loadBalancerId) };
}

export function findPool(ctx: Context, tx: Reader, id: string): { row: PoolRow; parent: LoadBalancerRow } {
  const row = tx.select().from(pools).where(eq(pools.id, id)).get();
  if (row === undefined) throw notFound("pool", id);
  return { row, parent: findLoadBalancer(ctx, tx, row.loadBalancerId) };
}

export function findMember(ctx: Context, tx: Reader, poolId: string, id: string) {
  const pool = findPool(ctx, tx, poolId);
  const row: MemberRow | undefined = tx
    .select()
    .from(members)
    .where(and(eq(members.id, id), eq(members.poolId, poolId)))
    .get();
  if (row === undefined) throw notFound("member", id);
  return { row, pool: pool.row, parent: pool.parent };
}

export function findHealthMonitor(ctx: Context, tx: Reader, id: string) {
  const row: HealthMonitorRow | undefined = tx.select().from(healthMonitors).where(eq(healthMonitors.id, id)).get();
  if (row === undefined) throw notFound("healthmonitor", id);
  const pool = findPool(ctx, tx, row.poolId);
  return { row, pool: pool.row, parent: pool.parent };
}

export function findL7Policy(ctx: Context, tx: Reader, id: string) {
  const row: L7PolicyRow | undefined = tx.select().from(l7Policies).where(eq(l7Policies.id, id)).get();
  if (row === undefined) throw notFound("l7policy", id);
  const listener = findListener(ctx, tx, row.listenerId);
  return { row, listener: listener.row, parent: listener.parent };
}

export function findL7Rule(ctx: Context, tx: Reader, policyId: string, id: string) {
  const policy = findL7Policy(ctx, tx, policyId);
  const row: L7RuleRow | undefined = tx
    .select()
    .from(l7Rules)
    .where(and(eq(l7Rules.id, id), eq(l7Rules.policyId, policyId)))
    .get();
  if (row === undefined) throw notFound("l7rule", id);
  return { row, policy: policy.row, listener: policy.listener, parent: policy.parent };
}

export function findEip(ctx: Context, tx: Reader, id: string): EipRow {
  const row = tx.select().from(eips).where(eq(eips.id, id)).get();
  if (row === undefined) throw notFound("eip", id);
  requireProject(ctx, row.projectId);
  return row;
}

export function findCertificate(ctx: Context, tx: Reader, id: string): CertificateRow {
  const row = tx.select().from(certificates).where(eq(certificates.id, id)).get();
  if (row === undefined) throw notFound("certificate", id);
  requireProject(ctx, row.projectId);
  return row;
}

/** A project named by a field of a request. */
export function findProject(ctx: Context, tx: Reader, id: string, path: string): Project {
  requireProject(ctx, id);
  const row = tx.select().from(projects).where(eq(projects.id, id)).get();
  if (row === undefined) throw invalidField(path, rule("unknownReference", { type: "project", id }));
  return row;
}

export function findServer(ctx: Context, tx: Reader, id: string): Server {
  const row = tx.select().from(servers).where(eq(servers.id, id)).get();
  if (row === undefined) throw notFound("server", id);
  requireProject(ctx, row.projectId);
  return row;
}

export function findScalingGroup(ctx: Context, tx: Reader, id: string): ScalingGroup {
  const row = tx.select().from(scalingGroups).where(eq(scalingGroups.id, id)).get();
  if (row === undefined) throw notFound("scalinggroup", id);
  requireProject(ctx, row.projectId);
  return row;
}

export function findVpc(tx: Reader, id: string): Vpc {
  const row = tx.select().from(vpcs).where(eq(vpcs.id, id)).get();
  if (row === undefined) throw notFound("vpc", id);
  return row;
}

export function findSubnet(tx: Reader, id: string): Subnet {
  const row = tx.select().from(subnets).where(eq(subnets.id, id)).get();
  if (row === undefined) throw notFound("subnet", id);
  return row;
}
