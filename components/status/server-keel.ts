import type { Health } from "@/lib/model/status";
import { type KeelState, keelState } from "./keel-states";
import type { HealthState } from "./states";

interface Weighted {
  health: Health;
  weight: number;
}

/** Weight 0 takes nothing new, however well the server is. */
export function serverState({ health, weight }: Weighted): HealthState {
  return weight === 0 && health !== "disabled" ? "idle" : health;
}

/** Bars of a keel strip; a disabled server has none. */
export function keelBars(servers: readonly (Weighted & { name: string })[]): { state: KeelState; name: string }[] {
  return servers.flatMap((server) => {
    const state = keelState(serverState(server));
    return state === undefined ? [] : [{ state, name: server.name }];
  });
}
