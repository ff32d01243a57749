import type { Load, Members, PickerWithTurns, Turns } from "./algorithm";

/** Fewest connections per weight (AL-04); ties go to the heavier member, then in turn. */
export class WeightedLeastConnections implements PickerWithTurns {
  private readonly weights: Float64Array;
  private turn = 0;

  constructor(members: Members) {
    this.weights = Float64Array.from(members, (member) => member.weight);
  }

  pick(load: Load): number {
    const { weights } = this;
    const count = weights.length;
    let best = -1;
    let bestHeld = 0;
    let bestWeight = 1;
    for (let k = 0; k < count; k++) {
      const i = (this.turn + k) % count;
      const weight = weights[i] as number;
      if (weight === 0 || !load.isEligible(i)) continue;
      const held = load.inFlight(i);
      // held / weight < bestHeld / bestWeight, without dividing.
      const difference = held * bestWeight - bestHeld * weight;
      if (best < 0 || difference < 0 || (difference === 0 && weight > bestWeight)) {
        best = i;
        bestHeld = held;
        bestWeight = weight;
      }
    }
    if (best >= 0) this.turn = (best + 1) % count;
    return best;
  }

  withoutTurn<T>(choose: () => T): T {
    const { turn } = this;
    try {
      return choose();
    } finally {
      this.turn = turn;
    }
  }

  setWeight(index: number, weight: number): void {
    this.weights[index] = weight;
  }

  turns(): Turns {
    return new Map();
  }
}
