import { limitedAddresses } from "@/engine/plan/limited-addresses";
import type { Slots } from "@/engine/plan/plan";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { latencyBuckets } from "@/lib/model/latency";
import { eipFields } from "@/lib/model/metric";
import type { Window } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";
import { listenerCells } from "./cells";
import { AddressWindow, ListenerWindow, type MemberTraffic, MemberWindow } from "./row-window";
import { filledBuckets, memberValues, type ServerCount, trafficValues } from "./traffic-values";

interface Seen<T> {
  /** Null: the engine has no row for it, and it has no traffic. */
  window: T | null;
  /** It left the configuration: the next window is its last. */
  isGone: boolean;
}

interface Sum {
  cells: Float64Array;
  latency: Uint32Array;
}

/** Values of whatever is idle; windows share them. */
const noTraffic = trafficValues(new Float64Array(listenerCells), new Uint32Array(latencyBuckets));
const noMemberTraffic: MemberTraffic = {
  requests: 0,
  failures: 0,
  open: 0,
  sessions: 0,
  newConnections: 0,
  bytesIn: 0,
  bytesOut: 0,
  responses: 0,
  responseTimeUs: 0,
  latency: new Uint32Array(latencyBuckets),
};
const noServers: ServerCount = { normal: 0, abnormal: 0 };
const noEipTraffic = eipFields.map(() => 0);

/** Reads every object's traffic out of shared memory in windows of one length (a reader for each length). */
export class TrafficReader {
  private readonly listeners = new Map<string, Seen<ListenerWindow> & { loadBalancerId: string }>();
  private readonly members = new Map<string, Seen<MemberWindow>>();
  private readonly addresses = new Map<string, Seen<AddressWindow>>();
  private pools = new Map<string, { loadBalancerId: string; memberIds: string[]; isGone: boolean }>();
  private loadBalancers = new Map<string, { isGone: boolean }>();

  constructor(private readonly memory: SharedMemory) {}

  /** Takes the objects of a snapshot. What went away is in one more window. */
  sync(snapshot: Snapshot, slots: Slots): void {
    for (const group of [this.listeners, this.members, this.addresses, this.pools, this.loadBalancers]) {
      for (const seen of group.values()) seen.isGone = true;
    }
    for (const { id } of snapshot.loadBalancers) this.loadBalancers.set(id, { isGone: false });
    for (const { id, loadBalancerId } of snapshot.listeners) {
      const window = this.listeners.get(id)?.window ?? this.open(ListenerWindow, slots.listeners[id]);
      this.listeners.set(id, { window, loadBalancerId, isGone: false });
    }
    for (const { id, loadBalancerId, members } of snapshot.pools) {
      this.pools.set(id, { loadBalancerId, memberIds: members.map((member) => member.id), isGone: false });
    }
    for (const { id } of snapshot.pools.flatMap(({ members }) => members)) {
      const window = this.members.get(id)?.window ?? this.open(MemberWindow, slots.members[id]);
      this.members.set(id, { window, isGone: false });
    }
    for (const id of limitedAddresses(snapshot)) {
      const window = this.addresses.get(id)?.window ?? this.open(AddressWindow, slots.addresses[id]);
      this.addresses.set(id, { window, isGone: false });
    }
  }

  /**
   * Ends the window that began at `at` (ms of the epoch). `withIdle`: a point, with objects that had no traffic as zeros
   * and with histograms of response times; without: a sample.
   */
  close(at: number, { withIdle }: { withIdle: boolean }): Window {
    const window: Window = { at, loadBalancers: {}, listeners: {}, members: {}, eips: {}, pools: {}, latency: {} };
    const members = this.closeMembers(window, withIdle);
    this.closeFronts(window, withIdle, this.closePools(window, withIdle, members));
    for (const [id, { window: row }] of this.addresses) {
      const values = row?.close() ?? noEipTraffic;
      if (withIdle || values.some((value) => value !== 0)) window.eips[id] = values;
    }
    for (const group of [this.listeners, this.members, this.addresses, this.pools, this.loadBalancers]) {
      for (const [id, { isGone }] of group) if (isGone) group.delete(id);
    }
    return window;
  }

  private closeFronts(window: Window, withIdle: boolean, servers: ReadonlyMap<string, ServerCount>): void {
    const sums = new Map<string, Sum>();
    for (const [id, { window: row, loadBalancerId }] of this.listeners) {
      const traffic = row?.close() ?? null;
      if (traffic !== null) {
        window.listeners[id] = trafficValues(traffic.cells, traffic.latency);
        if (withIdle) noteLatency(window, id, traffic.latency);
        if (this.loadBalancers.has(loadBalancerId)) addTo(sums, loadBalancerId, traffic);
      } else if (withIdle) window.listeners[id] = noTraffic;
    }
    for (const id of this.loadBalancers.keys()) {
      const { cells, latency } = sums.get(id) ?? idle;
      const count = servers.get(id);
      if (sums.has(id) || count !== undefined) window.loadBalancers[id] = trafficValues(cells, latency, count);
      else if (withIdle) window.loadBalancers[id] = noTraffic;
      if (withIdle) noteLatency(window, id, latency);
    }
  }

  /** Answers what members carried, those without traffic left out. */
  private closeMembers(window: Window, withIdle: boolean): Map<string, MemberTraffic> {
    const members = new Map<string, MemberTraffic>();
    for (const [id, { window: row }] of this.members) {
      const traffic = row?.close() ?? null;
      if (traffic !== null) members.set(id, traffic);
      if (traffic === null && !withIdle) continue;
      window.members[id] = memberValues(traffic ?? noMemberTraffic, row?.servers() ?? noServers);
      if (withIdle && traffic !== null) noteLatency(window, id, traffic.latency);
    }
    return members;
  }

  /** Groups are what their members are together; answers how many servers each load balancer has, where it has any. */
  private closePools(
    window: Window,
    withIdle: boolean,
    members: ReadonlyMap<string, MemberTraffic>,
  ): Map<string, ServerCount> {
    const servers = new Map<string, ServerCount>();
    for (const [id, { loadBalancerId, memberIds }] of this.pools) {
      const traffic = memberIds.flatMap((memberId) => members.get(memberId) ?? []);
      const sum = traffic.length === 1 ? (traffic[0] ?? noMemberTraffic) : addMembers(traffic);
      const { normal, abnormal } = this.serversOf(memberIds);
      if (withIdle || traffic.length > 0 || normal + abnormal > 0) {
        window.pools[id] = memberValues(sum, { normal, abnormal });
        if (withIdle) noteLatency(window, id, sum.latency);
      }
      if (normal + abnormal === 0) continue;
      const known = servers.get(loadBalancerId) ?? noServers;
      servers.set(loadBalancerId, { normal: known.normal + normal, abnormal: known.abnormal + abnormal });
    }
    return servers;
  }

  private serversOf(memberIds: readonly string[]): ServerCount {
    const count = { normal: 0, abnormal: 0 };
    for (const id of memberIds) {
      const { normal, abnormal } = this.members.get(id)?.window?.servers() ?? noServers;
      count.normal += normal;
      count.abnormal += abnormal;
    }
    return count;
  }

  private open<T>(kind: new (memory: SharedMemory, row: number) => T, row: number | undefined): T | null {
    return row === undefined ? null : new kind(this.memory, row);
  }
}

const idle: Sum = { cells: new Float64Array(listenerCells), latency: new Uint32Array(latencyBuckets) };

function addMembers(members: readonly MemberTraffic[]): MemberTraffic {
  if (members.length === 0) return noMemberTraffic;
  const sum = { ...noMemberTraffic, latency: new Uint32Array(latencyBuckets) };
  for (const { latency, ...counts } of members) {
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) sum[key] += counts[key];
    if (counts.responses === 0) continue;
    for (let bucket = 0; bucket < latencyBuckets; bucket++) {
      sum.latency[bucket] = (sum.latency[bucket] as number) + (latency[bucket] as number);
    }
  }
  return sum;
}

function noteLatency(window: Window, id: string, latency: Uint32Array): void {
  const filled = filledBuckets(latency);
  if (filled.length > 0) window.latency[id] = filled;
}

function addTo(sums: Map<string, Sum>, id: string, { cells, latency }: Sum): void {
  const sum = sums.get(id);
  if (sum === undefined) {
    sums.set(id, { cells: cells.slice(), latency: latency.slice() });
    return;
  }
  for (let index = 0; index < cells.length; index++) sum.cells[index] = (sum.cells[index] ?? 0) + (cells[index] ?? 0);
  for (let index = 0; index < latency.length; index++)
    sum.latency[index] = (sum.latency[index] ?? 0) + (latency[index] ?? 0);
}
