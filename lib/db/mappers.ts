import type { InferSelectModel } from "drizzle-orm";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import { AccessControl, InsertHeaders, type Listener, ListenerTimeouts } from "@/lib/model/listener";
import type { LoadBalancer } from "@/lib/model/loadbalancer";
import type { Member } from "@/lib/model/member";
import type { Eip } from "@/lib/model/network";
import type { Pool } from "@/lib/model/pool";
import type * as schema from "./schema";

export type LoadBalancerRow = InferSelectModel<typeof schema.loadBalancers>;
export type ListenerRow = InferSelectModel<typeof schema.listeners>;
export type PoolRow = InferSelectModel<typeof schema.pools>;
export type MemberRow = InferSelectModel<typeof schema.members>;
export type HealthMonitorRow = InferSelectModel<typeof schema.healthMonitors>;
export type EipRow = InferSelectModel<typeof schema.eips>;

export function toLoadBalancer(row: LoadBalancerRow): LoadBalancer {
  return row;
}

/** Fields that a stored JSON column does not have yet get their defaults. */
export function toListener(row: ListenerRow): Listener {
  return {
    ...row,
    timeouts: ListenerTimeouts.parse(row.timeouts),
    insertHeaders: InsertHeaders.parse(row.insertHeaders),
    accessControl: AccessControl.parse(row.accessControl),
  };
}

export function toPool({ generation: _, ...row }: PoolRow): Pool {
  return row;
}

export function toMember({ generation: _, ...row }: MemberRow): Member {
  return row;
}

export function toHealthMonitor({ generation: _, ...row }: HealthMonitorRow): HealthMonitor {
  return row;
}

export function toEip(row: EipRow): Eip {
  return row;
}
