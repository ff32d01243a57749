import type { Db, Reader } from "@/lib/db/client";
import type { HealthMonitorRow, L7PolicyRow, MemberRow, PoolRow } from "@/lib/db/mappers";
import { toListener } from "@/lib/db/mappers";
import { accessLogs, certificates, demoServers, logGroups, logStreams } from "@/lib/db/schema";
import { sniNames } from "@/lib/model/certificate";
import { effectiveTimeoutS } from "@/lib/model/healthmonitor";
import {
  type AddressSpec,
  type CertificateSpec,
  type HealthMonitorSpec,
  type L7PolicySpec,
  type ListenerSpec,
  type LoadBalancerSpec,
  type LogGroupSpec,
  type MemberSpec,
  type PoolSpec,
  protocolVersion,
  type Snapshot,
} from "@/lib/wire/snapshot";
import { certificateUses } from "../certificate/uses";
import { currentGeneration } from "../settings";
import { addsMissingAddresses } from "../hostaddress/settings";
import { storedSourceAddresses } from "../sourceaddress/read";
import { groupBy } from "../topology/group-by";
import { cachedTopology } from "../topology/cache";
import type { Topology } from "../topology/load";

/** The whole desired state as the engine takes it: of one generation, for nobody else writes while it is made. */
export function buildSnapshot(db: Db): Snapshot {
  const topology = cachedTopology(db, null);
  const balancers = topology.loadBalancers;
  const streamOf = new Map(
    db
      .select()
      .from(accessLogs)
      .all()
      .map((row) => [row.loadBalancerId, row.streamId]),
  );
  return {
    protocol: protocolVersion,
    generation: currentGeneration(db),
    loadBalancers: balancers.map((row) => loadBalancerSpec(topology, row, streamOf.get(row.id) ?? null)),
    listeners: balancers.flatMap((row) =>
      (topology.listenersOf.get(row.id) ?? []).map((listener) => listenerSpec(topology, listener)),
    ),
    pools: balancers.flatMap((row) => (topology.poolsOf.get(row.id) ?? []).map((pool) => poolSpec(topology, pool))),
    certificates: certificateSpecs(db),
    demoServers: db
      .select()
      .from(demoServers)
      .all()
      .map(({ id, name, address, port }) => ({ id, name, address, port })),
    logGroups: logGroupSpecs(db),
    sourceAddresses: storedSourceAddresses(db),
    addMissingAddresses: addsMissingAddresses(db),
  };
}

/** Those that listeners name: keys of others do not leave the database. */
function certificateSpecs(tx: Reader): CertificateSpec[] {
  const used = certificateUses(tx);
  const rows = tx.select().from(certificates).orderBy(certificates.id).all();
  return rows
    .filter(({ id }) => used.has(id))
    .map((row) => ({
      id: row.id,
      name: row.name,
      certificatePem: row.certificatePem,
      sealedKey: row.type === "server" ? row.sealedKey : null,
      names: sniNames(row),
    }));
}

function logGroupSpecs(tx: Reader): LogGroupSpec[] {
  const streamsOf = groupBy(tx.select().from(logStreams).orderBy(logStreams.id).all(), ({ groupId }) => groupId);
  const rows = tx.select().from(logGroups).orderBy(logGroups.id).all();
  return rows.map(({ id, retentionDays, maxGigabytes }) => ({
    id,
    retentionDays,
    maxBytes: maxGigabytes * 1e9,
    streamIds: (streamsOf.get(id) ?? []).map((stream) => stream.id),
  }));
}

/** The private address answers its VPC's sources only (LB-02), the EIP everyone at its own bandwidth. */
function loadBalancerSpec(
  topology: Topology,
  row: Topology["loadBalancers"][number],
  accessLogStreamId: string | null,
): LoadBalancerSpec {
  const vpc = topology.vpcs.get(row.vpcId);
  const eip = topology.eipOf.get(row.id);
  const addresses: AddressSpec[] = [
    {
      id: "",
      kind: "private",
      address: row.vipAddress,
      bandwidthMbps: null,
      allowedSources: vpc === undefined ? [] : [vpc.cidr],
    },
  ];
  if (eip !== undefined) {
    const { id, address, bandwidthMbps } = eip;
    addresses.push({ id, kind: "public", address, bandwidthMbps, allowedSources: null });
  }
  const { id, name, projectId, enabled } = row;
  return { id, name, projectId, enabled, addresses, accessLogStreamId };
}

function listenerSpec(topology: Topology, row: Parameters<typeof toListener>[0]): ListenerSpec {
  const listener = toListener(row);
  const { id, name, loadBalancerId, protocol, port, enabled, defaultPoolId } = listener;
  const { timeouts, insertHeaders, accessControl, trustedProxies, forwardedFor } = listener;
  const { connectionLimit, connectionsPerSource, acceptProxyProtocol } = listener;
  return {
    id,
    name,
    loadBalancerId,
    protocol,
    port,
    enabled,
    defaultPoolId,
    timeouts,
    insertHeaders,
    accessControl,
    trustedProxies,
    acceptProxyProtocol,
    forwardedFor,
    connectionLimit,
    connectionsPerSource,
    policyOrder: listener.policyOrder,
    tls: listener.tls,
    policies: (topology.policiesOf.get(id) ?? [])
      .filter((policy) => policy.enabled)
      .map((policy) => policySpec(topology, listener, policy)),
  };
}

function policySpec(topology: Topology, listener: { loadBalancerId: string }, row: L7PolicyRow): L7PolicySpec {
  const { id, name, position, action } = row;
  const { redirectPoolId, redirectListenerId, redirectUrl, redirectPrefix, redirectHttpCode } = row;
  const rules = (topology.rulesOf.get(id) ?? []).filter((rule) => rule.enabled);
  const siblings = redirectListenerId === null ? [] : (topology.listenersOf.get(listener.loadBalancerId) ?? []);
  return {
    id,
    name,
    position,
    action,
    redirectPoolId,
    redirectListenerId,
    redirectPort: siblings.find((other) => other.id === redirectListenerId)?.port ?? null,
    redirectUrl,
    redirectPrefix,
    redirectHttpCode,
    rules: rules.map(({ type, compareType, key, value, invert, anchored }) => ({
      type,
      compareType,
      key,
      value,
      invert,
      anchored,
    })),
  };
}

function poolSpec(topology: Topology, row: PoolRow): PoolSpec {
  const {
    id,
    name,
    loadBalancerId,
    protocol,
    algorithm,
    persistence,
    passiveEjection,
    failOpen,
    proxyProtocol,
    enabled,
  } = row;
  const monitor = topology.monitorOf.get(id);
  return {
    id,
    name,
    loadBalancerId,
    protocol,
    algorithm,
    persistence:
      persistence === null
        ? null
        : { type: persistence.type, cookieName: persistence.cookieName, timeoutMs: persistence.timeoutS * 1000 },
    passiveEjection:
      passiveEjection === null
        ? null
        : { consecutiveFailures: passiveEjection.consecutiveFailures, ejectMs: passiveEjection.ejectS * 1000 },
    slowStartMs: row.slowStartS * 1000,
    failOpen,
    proxyProtocol,
    enabled,
    members: (topology.membersOf.get(id) ?? []).map(memberSpec),
    healthMonitor: monitor?.enabled === true ? healthMonitorSpec(monitor) : null,
  };
}

function memberSpec(row: MemberRow): MemberSpec {
  const { id, name, address, port, weight, enabled, monitorAddress, monitorPort, drainUntil } = row;
  return { id, name, address, port, weight, enabled, monitorAddress, monitorPort, drainUntil };
}

function healthMonitorSpec(row: HealthMonitorRow): HealthMonitorSpec {
  const { id, type, port, domainName, urlPath, httpMethod, expectedCodes } = row;
  return {
    id,
    type,
    intervalMs: row.intervalS * 1000,
    timeoutMs: effectiveTimeoutS(row) * 1000,
    rise: row.maxRetries,
    fall: row.maxRetriesDown,
    port,
    domainName,
    urlPath,
    httpMethod,
    expectedCodes,
  };
}
