import type { EngineState } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";
import type { Slots } from "@/engine/plan/plan";
import { limitedAddresses } from "@/engine/plan/limited-addresses";
import {
  clearAddressRow,
  clearListenerRow,
  clearMemberRow,
  isAddressRowIdle,
  isListenerRowIdle,
  isMemberRowIdle,
} from "@/engine/workers/memory-rows";
import { RowAllocator } from "@/engine/workers/rows";
import { addressRows, type SharedMemory } from "@/engine/workers/shared-memory";

/** A row rests at least this long after its object went: every worker has swapped and a minute has reported it. */
const restMs = 10_000;

/** Rows of shared memory for the listeners, members and addresses with a bandwidth of the running snapshot. */
export class Rows {
  private readonly listeners: RowAllocator;
  private readonly members: RowAllocator;
  private readonly addresses = new RowAllocator(addressRows);

  constructor(private readonly memory: SharedMemory) {
    this.listeners = new RowAllocator(memory.capacity.listeners);
    this.members = new RowAllocator(memory.capacity.members);
  }

  assign(snapshot: Snapshot): Slots {
    const now = Date.now();
    const { listeners, members, addresses } = idsOf(snapshot);
    return {
      listeners: this.listeners.assign(listeners, now),
      members: this.members.assign(members, now),
      addresses: this.addresses.assign(addresses, now),
    };
  }

  preview(snapshot: Snapshot): Slots {
    const { listeners, members, addresses } = idsOf(snapshot);
    return {
      listeners: this.listeners.preview(listeners),
      members: this.members.preview(members),
      addresses: this.addresses.preview(addresses),
    };
  }

  /** Removed listeners and members that still hold connections or requests, and how many. */
  draining(): EngineState["draining"] {
    const { listenerConnections, inFlight } = this.memory;
    const left: EngineState["draining"] = [];
    for (const [id, row] of this.listeners.gone()) {
      const open = Atomics.load(listenerConnections, row);
      if (open > 0) left.push({ type: "listener", id, left: open });
    }
    for (const [id, row] of this.members.gone()) {
      const held = Atomics.load(inFlight, row);
      if (held > 0) left.push({ type: "member", id, left: held });
    }
    return left;
  }

  /** Empties rows whose objects are gone, reported, and hold nothing any more. Called when a minute was closed. */
  reclaim(): void {
    const before = Date.now() - restMs;
    const { memory } = this;
    for (const row of this.listeners.reclaim(before, (row) => isListenerRowIdle(memory, row))) {
      clearListenerRow(memory, row);
    }
    for (const row of this.members.reclaim(before, (row) => isMemberRowIdle(memory, row))) clearMemberRow(memory, row);
    for (const row of this.addresses.reclaim(before, (row) => isAddressRowIdle(memory, row))) {
      clearAddressRow(memory, row);
    }
  }
}

function idsOf(snapshot: Snapshot): Record<keyof Slots, string[]> {
  return {
    listeners: snapshot.listeners.map(({ id }) => id),
    members: snapshot.pools.flatMap(({ members }) => members.map(({ id }) => id)),
    addresses: limitedAddresses(snapshot),
  };
}
