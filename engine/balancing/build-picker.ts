import type { Algorithm } from "@/lib/model/pool";
import type { Members, PickerWithTurns, Turns } from "./algorithm";
import { SourceIpHash } from "./source-ip-hash";
import { WeightedLeastConnections } from "./weighted-least-connections";
import { WeightedRoundRobin } from "./weighted-round-robin";

/** The picker of a pool, built when a plan is swapped in; `former` keeps the round going where members stay. */
export function buildPicker(algorithm: Algorithm, members: Members, former: Turns | null): PickerWithTurns {
  switch (algorithm) {
    case "ROUND_ROBIN":
      return new WeightedRoundRobin(members, former);
    case "LEAST_CONNECTIONS":
      return new WeightedLeastConnections(members);
    case "SOURCE_IP":
      return new SourceIpHash(members);
  }
}
