import type { Load, Members, PickerWithTurns, Turns } from "./algorithm";
import { hashText, mix } from "./hash";

/**
 * Rendezvous hash of the client's address (AL-05, K-15): the same client meets the same member while it is eligible,
 * and a change of members moves only the clients of the member that came or went. Weights only count as zero or not.
 */
export class SourceIpHash implements PickerWithTurns {
  private readonly seeds: Uint32Array;
  private readonly weights: Float64Array;

  constructor(members: Members) {
    this.seeds = Uint32Array.from(members, (member) => hashText(member.key));
    this.weights = Float64Array.from(members, (member) => member.weight);
  }

  pick(load: Load, client: number): number {
    let best = -1;
    let bestScore = -1;
    for (let i = 0; i < this.seeds.length; i++) {
      if (this.weights[i] === 0 || !load.isEligible(i)) continue;
      const score = mix(client, this.seeds[i] as number);
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  /** There are no turns. */
  withoutTurn<T>(choose: () => T): T {
    return choose();
  }

  /** Weights only count as zero or not. */
  setWeight(): void {}

  turns(): Turns {
    return new Map();
  }
}
