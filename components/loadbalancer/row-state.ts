import { countStates } from "@/components/status/keel-states";
import { keelBars } from "@/components/status/server-keel";
import type { ServerBar } from "@/lib/model/loadbalancer";

export interface ServerCounts {
  total: number;
  healthy: number;
  unhealthy: number;
  unchecked: number;
}

export function countServers(servers: readonly ServerBar[]): ServerCounts {
  const { healthy, unhealthy, notChecked } = countStates(keelBars(servers));
  return { total: servers.length, healthy, unhealthy, unchecked: notChecked };
}

/** `3f0c1a7e…9b21`: enough to tell two apart; it is copied in full. */
export function shortId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`;
}
