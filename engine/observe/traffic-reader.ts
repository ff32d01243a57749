import { eipFields } from "@/lib/model/metric";
import type { Window } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";
import { limitedAddresses } from "@/engine/plan/limited-addresses";
import type { Slots } from "@/engine/plan/plan";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { latencyBuckets, listenerCells } from "./cells";
import { AddressWindow, ListenerWindow, MemberWindow } from "./row-window";
import { trafficValues } from "./traffic-values";

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
const noMemberTraffic = [0, 0, 0, 0];
const noEipTraffic = eipFields.map(() => 0);

/** Reads every object's traffic out of shared memory in windows of one length (a reader for each length). */
export class TrafficReader {
  private readonly listeners = new Map<string, Seen<ListenerWindow> & { loadBalancerId: string }>();
  private readonly members = new Map<string, Seen<MemberWindow>>();
  private readonly addresses = new Map<string, Seen<AddressWindow>>();
  private loadBalancers = new Map<string, { isGone: boolean }>();

  constructor(private readonly memory: SharedMemory) {}

  /** Takes the objects of a snapshot. What went away is in one more window. */
  sync(snapshot: Snapshot, slots: Slots): void {
    for (const group of [this.listeners, this.members, this.addresses, this.loadBalancers]) {
      for (const seen of group.values()) seen.isGone = true;
    }
    for (const { id } of snapshot.loadBalancers) this.loadBalancers.set(id, { isGone: false });
    for (const { id, loadBalancerId } of snapshot.listeners) {
      const window = this.listeners.get(id)?.window ?? this.open(ListenerWindow, slots.listeners[id]);
      this.listeners.set(id, { window, loadBalancerId, isGone: false });
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

  /** Ends the window that began at `at` (ms of the epoch), with objects that had no traffic as zeros or without them. */
  close(at: number, { withIdle }: { withIdle: boolean }): Window {
    const window: Window = { at, loadBalancers: {}, listeners: {}, members: {}, eips: {} };
    const sums = new Map<string, Sum>();
    for (const [id, { window: row, loadBalancerId }] of this.listeners) {
      const traffic = row?.close() ?? null;
      if (traffic !== null) {
        window.listeners[id] = trafficValues(traffic.cells, traffic.latency);
        if (this.loadBalancers.has(loadBalancerId)) addTo(sums, loadBalancerId, traffic);
      } else if (withIdle) window.listeners[id] = noTraffic;
    }
    for (const id of this.loadBalancers.keys()) {
      const sum = sums.get(id);
      if (sum !== undefined) window.loadBalancers[id] = trafficValues(sum.cells, sum.latency);
      else if (withIdle) window.loadBalancers[id] = noTraffic;
    }
    for (const [id, { window: row }] of this.members) {
      const values = row?.close() ?? null;
      if (values !== null) window.members[id] = values;
      else if (withIdle) window.members[id] = noMemberTraffic;
    }
    for (const [id, { window: row }] of this.addresses) {
      const values = row?.close() ?? noEipTraffic;
      if (withIdle || values.some((value) => value !== 0)) window.eips[id] = values;
    }
    for (const group of [this.listeners, this.members, this.addresses, this.loadBalancers]) {
      for (const [id, { isGone }] of group) if (isGone) group.delete(id);
    }
    return window;
  }

  private open<T>(kind: new (memory: SharedMemory, row: number) => T, row: number | undefined): T | null {
    return row === undefined ? null : new kind(this.memory, row);
  }
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
