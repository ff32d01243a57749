import { countStates } from "@/components/status/keel-states";
import { keelBars } from "@/components/status/server-keel";
import type { LoadBalancerView, ServerBar } from "@/lib/model/loadbalancer";
import type { ConfigurationState } from "@/lib/model/status";

export interface RowConfiguration extends ConfigurationState {
  /** The listener that is refused, when the load balancer itself is not. */
  listener?: LoadBalancerView["listeners"][number];
}

/** A refused listener shows in the row of its load balancer: nobody looks for it elsewhere. */
export function rowConfiguration(view: LoadBalancerView): RowConfiguration {
  const own = view.configuration;
  if (own.state === "refused" || own.state === "disabled") return own;
  const refused = view.listeners.find(({ configuration }) => configuration.state === "refused");
  if (refused) return { ...refused.configuration, listener: refused };
  return own;
}

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

export function tagText({ key, value }: { key: string; value: string }): string {
  return value === "" ? key : `${key}=${value}`;
}
