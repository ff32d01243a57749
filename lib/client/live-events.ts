import type { LiveMember, LiveStore } from "./live-store";
import type { LiveWindow } from "./samples";

export const liveEventNames = ["snapshot", "sample", "member", "applied", "changed"] as const;
export type LiveEventName = (typeof liveEventNames)[number];

/** Puts one event of the stream into the store. What cannot be read is left out: the next one repeats what matters. */
export function applyEvent(store: LiveStore, name: LiveEventName, text: string, now = Date.now()): void {
  const data = readJson(text);
  if (data === null) return;
  switch (name) {
    case "snapshot":
      store.setEngine({
        connected: data.connected === true,
        running: numberOr(data.running, 0),
        startedAt: typeof data.startedAt === "number" ? data.startedAt : null,
        problem: typeof data.problem === "string" ? data.problem : null,
      });
      if (Array.isArray(data.members)) store.setMembers(data.members.filter(isMember), true);
      if (Array.isArray(data.samples)) {
        for (const sample of data.samples) if (isWindow(sample)) store.addWindow(sample, now);
      }
      store.changes.emit();
      return;
    case "sample": {
      const window = data.window ?? data;
      if (isWindow(window)) store.addWindow(window, now);
      return;
    }
    case "member": {
      const member = data.member ?? data;
      if (isMember(member)) store.setMembers([member]);
      store.changes.emit();
      return;
    }
    case "applied": {
      const known = store.currentEngine;
      store.setEngine({
        connected: true,
        startedAt: known?.startedAt ?? null,
        problem: null,
        running: numberOr(data.running, known?.running ?? 0),
      });
      store.changes.emit();
      return;
    }
    case "changed":
      store.changes.emit();
  }
}

type Json = Record<string, unknown>;

function readJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function isWindow(value: unknown): value is LiveWindow {
  return (
    isObject(value) &&
    typeof value.at === "number" &&
    isObject(value.loadBalancers) &&
    isObject(value.listeners) &&
    isObject(value.members)
  );
}

function isMember(value: unknown): value is LiveMember {
  return isObject(value) && typeof value.memberId === "string" && typeof value.health === "string";
}

function numberOr(value: unknown, other: number): number {
  return typeof value === "number" ? value : other;
}
