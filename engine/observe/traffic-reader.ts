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

  /** Ends the window that began at `at` (ms of the epoch): every object, those without traffic as zeros. */
  close(at: number): Window {
    const window: Window = { at, loadBalancers: {}, listeners: {}, members: {}, eips: {} };
    const sums = new Map<string, { cells: Float64Array; latency: Uint32Array }>();
    for (const id of this.loadBalancers.keys()) sums.set(id, emptySum());
    for (const [id, { window: row, loadBalancerId }] of this.listeners) {
      const { cells, latency } = row?.close() ?? emptySum();
      window.listeners[id] = trafficValues(cells, latency);
      const sum = sums.get(loadBalancerId);
      if (sum === undefined) continue;
      addTo(sum.cells, cells);
      addTo(sum.latency, latency);
    }
    for (const [id, { cells, latency }] of sums) window.loadBalancers[id] = trafficValues(cells, latency);
    for (const [id, { window: row }] of this.members) window.members[id] = row?.close() ?? [0, 0, 0, 0];
    for (const [id, { window: row }] of this.addresses) window.eips[id] = row?.close() ?? eipFields.map(() => 0);
    for (const group of [this.listeners, this.members, this.addresses, this.loadBalancers]) {
      for (const [id, { isGone }] of group) if (isGone) group.delete(id);
    }
    return window;
  }

  private open<T>(kind: new (memory: SharedMemory, row: number) => T, row: number | undefined): T | null {
    return row === undefined ? null : new kind(this.memory, row);
  }
}

/** The window without the objects that had no traffic and hold nothing: a sample. */
export function withoutIdle(window: Window): Window {
  return {
    at: window.at,
    loadBalancers: busy(window.loadBalancers),
    listeners: busy(window.listeners),
    members: busy(window.members),
    eips: busy(window.eips),
  };
}

function busy(values: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(values).filter(([, numbers]) => numbers.some((value) => value !== 0)));
}

function emptySum(): { cells: Float64Array; latency: Uint32Array } {
  return { cells: new Float64Array(listenerCells), latency: new Uint32Array(latencyBuckets) };
}

function addTo(sum: Float64Array | Uint32Array, values: Float64Array | Uint32Array): void {
  for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] as number) + (values[index] as number);
}
