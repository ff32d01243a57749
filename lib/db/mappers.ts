import type { InferSelectModel } from "drizzle-orm";
import type { Certificate } from "@/lib/model/certificate";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { L7Policy } from "@/lib/model/l7policy";
import { AccessControl, InsertHeaders, type Listener, ListenerTimeouts } from "@/lib/model/listener";
import type { Member } from "@/lib/model/member";
import type { Pool } from "@/lib/model/pool";
import { TlsSettings } from "@/lib/model/tls";
import type * as schema from "./schema";

export type LoadBalancerRow = InferSelectModel<typeof schema.loadBalancers>;
export type ListenerRow = InferSelectModel<typeof schema.listeners>;
export type PoolRow = InferSelectModel<typeof schema.pools>;
export type MemberRow = InferSelectModel<typeof schema.members>;
export type HealthMonitorRow = InferSelectModel<typeof schema.healthMonitors>;
export type L7PolicyRow = InferSelectModel<typeof schema.l7Policies>;
export type L7RuleRow = InferSelectModel<typeof schema.l7Rules>;
export type CertificateRow = InferSelectModel<typeof schema.certificates>;
export type EipRow = InferSelectModel<typeof schema.eips>;

/** Fields that a stored JSON column does not have yet get their defaults. */
export function toListener(row: ListenerRow): Listener {
  return {
    ...row,
    timeouts: ListenerTimeouts.parse(row.timeouts),
    insertHeaders: InsertHeaders.parse(row.insertHeaders),
    accessControl: AccessControl.parse(row.accessControl),
    tls: row.tls === null ? null : TlsSettings.parse(row.tls),
  };
}

/** Without the key, whose place says only whether it can sign. */
export function toCertificate({ sealedKey, ...row }: CertificateRow): Certificate {
  return { ...row, canSign: row.type === "client" && sealedKey !== null };
}

export function toPool(row: PoolRow): Pool {
  return withoutGeneration(row);
}

export function toL7Policy(row: L7PolicyRow): L7Policy {
  return withoutGeneration(row);
}

export function toMember(row: MemberRow): Member {
  return withoutGeneration(row);
}

export function toHealthMonitor(row: HealthMonitorRow): HealthMonitor {
  return withoutGeneration(row);
}

function withoutGeneration<Row extends { generation: number }>(row: Row): Omit<Row, "generation"> {
  const { generation, ...rest } = row;
  void generation;
  return rest;
}
