import { eq } from "drizzle-orm";
import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import type { L7PolicyRow, ListenerRow } from "@/lib/db/mappers";
import {
  eipPools,
  type eips,
  l7Policies,
  l7Rules,
  listeners,
  loadBalancers,
  logGroups,
  logStreams,
  pools,
  projects,
  servers,
  subnets,
  vpcs,
} from "@/lib/db/schema";
import type { AlarmRule } from "@/lib/model/alarm";
import type { ConfigurationSection } from "@/lib/model/configuration";
import { maxPolicies, maxRules } from "@/lib/model/l7policy";
import type { L7Rule } from "@/lib/model/l7rule";
import type { TransferTarget } from "@/lib/model/log-transfer";
import type { Member } from "@/lib/model/member";
import { checkSubnetAddress } from "@/lib/model/network";
import { type FieldError, rule } from "@/lib/model/rule";
import type { TlsSettings } from "@/lib/model/tls";
import { requireValidRule } from "../alarmrule/require-valid";
import type { Context } from "../context";
import { requireNoOverlap as requirePoolApart } from "../eippool/create";
import { invalidField, ServiceError } from "../errors";
import { requirePattern } from "../l7policy/pattern";
import { requireHttp, requireNoRules, requireTarget, requireUnlike } from "../l7policy/requirements";
import { requireAvailableProtocol, requireFittingPool, requireFreePort } from "../listener/insert";
import { requireUsableTls } from "../listener/tls";
import { requireTarget as requireTransferTarget } from "../logtransfer/require-target";
import type { Mutation } from "../mutation";
import { readHostAddresses } from "../sourceaddress/host-addresses";
import { requireInside, requireNoOverlap } from "../subnet/create";
import { idOf, nameOf } from "./diff";
import type { ConfigurationState } from "./state";

/** Problems that are named; the rest shows when these are mended. */
const mostProblems = 50;

type Check = (ctx: Context, at: Pick<Mutation, "tx">, row: never) => void;

/** The services' rules between objects, on rows that are written already. */
const checks: Partial<Record<ConfigurationSection, Check>> = {
  settings: checkSetting,
  subnets: (_, at, row: typeof subnets.$inferSelect) => {
    const vpc = at.tx.select().from(vpcs).where(eq(vpcs.id, row.vpcId)).get();
    if (vpc === undefined) return;
    requireInside(row.cidr, vpc.cidr);
    requireNoOverlap(at, row);
  },
  eipPools: (_, at, row: typeof eipPools.$inferSelect) => requirePoolApart(at, row),
  loadBalancers: checkBalancer,
  eips: checkEip,
  members: checkMember,
  healthMonitors: (_, { tx }, row: { poolId: string; type: string }) => {
    const pool = tx.select().from(pools).where(eq(pools.id, row.poolId)).get();
    if (pool !== undefined && (row.type === "UDP") !== (pool.protocol === "UDP")) {
      throw invalidField("type", rule("healthMonitorUdpOnly"));
    }
  },
  listeners: checkListener,
  l7Policies: checkPolicy,
  l7Rules: (_, __, row: L7Rule) => requirePattern(row, "value"),
  accessLogs: (_, { tx }, row: { loadBalancerId: string; streamId: string }) => {
    const balancer = tx.select().from(loadBalancers).where(eq(loadBalancers.id, row.loadBalancerId)).get();
    const group = tx
      .select({ projectId: logGroups.projectId })
      .from(logStreams)
      .innerJoin(logGroups, eq(logGroups.id, logStreams.groupId))
      .where(eq(logStreams.id, row.streamId))
      .get();
    if (balancer !== undefined && group !== undefined && group.projectId !== balancer.projectId) {
      throw invalidField("streamId", rule("logGroupOfOtherProject"));
    }
  },
  logTransfers: (ctx, _, row: { target: TransferTarget; sealedSecret: string }) =>
    requireTransferTarget(ctx, row.target, row.sealedSecret !== ""),
  // A rule outlives its object (MO-05).
  alarmRules: (ctx, { tx }, row: AlarmRule) => void requireValidRule(ctx, tx, { ...row, objectId: null }),
};

/** Refuses a configuration that the services would not have let anybody make, object by object. */
export function requireWhole(ctx: Context, mutation: Mutation, state: ConfigurationState): void {
  const problems: FieldError[] = [];
  // Whether the caller may change what changes is settled: here it is asked whether everything fits together.
  const whole: Context = { ...ctx, actor: { ...ctx.actor, role: "admin", projectId: null } };
  for (const [section, rows] of state) {
    const check = checks[section];
    if (check === undefined) continue;
    for (const row of rows.values()) {
      if (problems.length >= mostProblems) break;
      collect(problems, section, row, () => check(whole, mutation, row as never));
    }
  }
  refuse(problems);
}

/** Runs one check; its refusal becomes problems of the row. */
export function collect(
  problems: FieldError[],
  section: ConfigurationSection,
  row: ConfigurationRow,
  run: () => void,
): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const id = idOf(row).slice(0, 64);
    const name = nameOf(row).slice(0, 100);
    const at = `${section} ${name === "" ? id : name}`;
    const fields = error.fields.length > 0 ? error.fields : [{ path: "", rule: error.rule ?? error.code }];
    problems.push(...fields.map(({ path, rule: broken }) => ({ path: `${at} ${path}`.trim(), rule: broken })));
  }
}

export function refuse(problems: readonly FieldError[]): void {
  if (problems.length > 0) throw new ServiceError("invalid", { fields: problems.slice(0, mostProblems) });
}

function checkSetting(_: Context, { tx }: Pick<Mutation, "tx">, row: { key: string; value: unknown }): void {
  if (row.key === "defaultProjectId") {
    const id = String(row.value);
    if (tx.select().from(projects).where(eq(projects.id, id)).get() !== undefined) return;
    throw invalidField("value", rule("unknownReference", { type: "project", id }));
  }
  if (row.key !== "sourceAddresses") return;
  const host = readHostAddresses();
  if ((row.value as string[]).some((address) => !host.has(address))) {
    throw invalidField("value", rule("notHostAddress", { addresses: host.addresses.join(", ") }));
  }
}

const none: ReadonlySet<string> = new Set();

function checkBalancer(_: Context, { tx }: Pick<Mutation, "tx">, row: typeof loadBalancers.$inferSelect): void {
  const subnet = tx.select().from(subnets).where(eq(subnets.id, row.subnetId)).get();
  if (subnet === undefined) return;
  if (subnet.vpcId !== row.vpcId) {
    throw invalidField("vpcId", rule("unknownReference", { type: "vpc", id: row.vpcId }));
  }
  const broken = checkSubnetAddress(subnet.cidr, row.vipAddress, none);
  if (broken !== null) throw invalidField("vipAddress", broken);
}

function checkEip(_: Context, { tx }: Pick<Mutation, "tx">, row: typeof eips.$inferSelect): void {
  const given = tx.select().from(eipPools).all();
  if (!given.some(({ cidr }) => checkSubnetAddress(cidr, row.address, none) === null)) {
    const cidrs = given.map(({ cidr }) => cidr).join(", ");
    throw invalidField("address", rule("addressOutsideEipPool", { cidrs }));
  }
  if (tx.select().from(loadBalancers).where(eq(loadBalancers.vipAddress, row.address)).get() !== undefined) {
    throw invalidField("address", rule("addressInUse", { address: row.address }));
  }
}

function checkMember(_: Context, { tx }: Pick<Mutation, "tx">, row: Member): void {
  if (row.serverId === null) return;
  const server = tx.select().from(servers).where(eq(servers.id, row.serverId)).get();
  if (server !== undefined && server.address !== row.address) {
    throw invalidField("address", rule("serverAddress", { name: server.name, address: server.address }));
  }
}

function checkListener(ctx: Context, at: Pick<Mutation, "tx">, row: ListenerRow): void {
  const balancer = at.tx.select().from(loadBalancers).where(eq(loadBalancers.id, row.loadBalancerId)).get();
  if (balancer === undefined) return;
  requireAvailableProtocol(row.protocol, "");
  requireFreePort(at, row, "");
  if (row.tls !== null) requireUsableTls(ctx, at.tx, row.tls as TlsSettings, balancer.projectId);
  if (row.defaultPoolId !== null) requireFittingPool(at, row, row.defaultPoolId);
}

function checkPolicy(_: Context, at: Pick<Mutation, "tx">, row: L7PolicyRow): void {
  const { tx } = at;
  const listener = tx.select().from(listeners).where(eq(listeners.id, row.listenerId)).get();
  if (listener === undefined) return;
  requireHttp(listener);
  requireTarget(at, listener, row);
  requireNoRules(at, row);
  const conditions = tx.select().from(l7Rules).where(eq(l7Rules.policyId, row.id)).all();
  if (conditions.length > maxRules) throw invalidField("rules", rule("tooMany", { max: maxRules }));
  requireUnlike(at, listener.id, row.id, conditions);
  const siblings = tx
    .select({ position: l7Policies.position })
    .from(l7Policies)
    .where(eq(l7Policies.listenerId, listener.id))
    .all();
  if (siblings.length > maxPolicies) throw invalidField("listenerId", rule("quotaL7Policy", { limit: maxPolicies }));
  if (siblings.filter(({ position }) => position === row.position).length > 1) {
    throw invalidField("position", rule("positionTwice", { position: row.position }));
  }
}
