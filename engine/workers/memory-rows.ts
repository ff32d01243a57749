import { SourceTable } from "@/engine/limits/source-table";
import { AddressCell, Cell, listenerCells, MemberCell, memberCells } from "@/engine/observe/cells";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { latencyBuckets } from "@/lib/model/latency";
import { addressRows, type SharedMemory } from "./shared-memory";

/** Takes back what a dead worker held open, so that the words that all workers share stay exact. */
export function takeBackGauges(memory: SharedMemory, worker: number): void {
  const traffic = memory.trafficOf(worker);
  for (let row = 0; row < memory.capacity.listeners; row++) {
    const at = row * listenerCells + Cell.connections;
    const open = traffic[at] as number;
    traffic[row * listenerCells + Cell.inactiveConnections] = 0;
    if (open === 0) continue;
    Atomics.sub(memory.listenerConnections, row, open);
    traffic[at] = 0;
  }
  new SourceTable(memory.sources, memory.sourcePartsOf(worker), worker).takeBack();
  for (const words of [memory.sessions, memory.cookieSessions]) new SourceSessions(words, worker + 1).takeBack();
  for (let row = 0; row < addressRows; row++) {
    const cells = memory.addressOf(worker, row);
    for (const gauge of [AddressCell.connections, AddressCell.waitingIn, AddressCell.waitingOut]) cells[gauge] = 0;
  }
  const members = memory.memberOf(worker);
  for (let row = 0; row < memory.capacity.members; row++) {
    const at = row * memberCells + MemberCell.inFlight;
    const held = members[at] as number;
    if (held === 0) continue;
    Atomics.sub(memory.inFlight, row, held);
    members[at] = 0;
  }
}

export function isListenerRowIdle(memory: SharedMemory, row: number): boolean {
  return Atomics.load(memory.listenerConnections, row) === 0;
}

export function isMemberRowIdle(memory: SharedMemory, row: number): boolean {
  return Atomics.load(memory.inFlight, row) === 0;
}

/** Empties a row that no worker writes to any more, for its next owner. */
export function clearListenerRow(memory: SharedMemory, row: number): void {
  for (let worker = 0; worker < memory.capacity.workers; worker++) {
    memory.trafficOf(worker).fill(0, row * listenerCells, (row + 1) * listenerCells);
    memory.latencyOf(worker).fill(0, row * latencyBuckets, (row + 1) * latencyBuckets);
  }
  Atomics.store(memory.listenerConnections, row, 0);
}

/** As {@link clearListenerRow}, of a member; its health word too. */
export function clearMemberRow(memory: SharedMemory, row: number): void {
  for (let worker = 0; worker < memory.capacity.workers; worker++) {
    memory.memberOf(worker).fill(0, row * memberCells, (row + 1) * memberCells);
    memory.memberLatencyOf(worker).fill(0, row * latencyBuckets, (row + 1) * latencyBuckets);
  }
  Atomics.store(memory.inFlight, row, 0);
  Atomics.store(memory.health, row, 0);
  Atomics.store(memory.failuresInRow, row, 0);
  memory.lastFailure[row] = 0;
  memory.ejectedUntil[row] = 0;
  memory.onlineSince[row] = 0;
}

export function isAddressRowIdle(memory: SharedMemory, row: number): boolean {
  for (let worker = 0; worker < memory.capacity.workers; worker++) {
    if (memory.addressOf(worker, row)[AddressCell.connections] !== 0) return false;
  }
  return true;
}

/** As {@link clearListenerRow}, of an address with a bandwidth: its buckets too. */
export function clearAddressRow(memory: SharedMemory, row: number): void {
  for (let worker = 0; worker < memory.capacity.workers; worker++) memory.addressOf(worker, row).fill(0);
  const words = memory.bandwidthOf(row);
  for (let index = 0; index < words.length; index++) Atomics.store(words, index, 0);
}
