import type { Load, Members, PickerWithTurns, Turns } from "./algorithm";

/**
 * Smooth weighted round robin (AL-03): in every round each member gets as many turns as its weight, spread evenly.
 * Members that were there before keep their place in the round.
 */
export class WeightedRoundRobin implements PickerWithTurns {
  private readonly weights: Float64Array;
  private readonly current: Float64Array;

  constructor(
    private readonly members: Members,
    former: Turns | null = null,
  ) {
    this.weights = Float64Array.from(members, (member) => member.weight);
    this.current = Float64Array.from(members, (member) => former?.get(member.key) ?? 0);
  }

  pick(load: Load): number {
    const { weights, current } = this;
    let total = 0;
    let best = -1;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      if (weight === 0 || !load.isEligible(i)) continue;
      total += weight;
      current[i] = (current[i] as number) + weight;
      if (best < 0 || (current[i] as number) > (current[best] as number)) best = i;
    }
    if (best >= 0) current[best] = (current[best] as number) - total;
    return best;
  }

  withoutTurn<T>(choose: () => T): T {
    const kept = Float64Array.from(this.current);
    try {
      return choose();
    } finally {
      this.current.set(kept);
    }
  }

  setWeight(index: number, weight: number): void {
    this.weights[index] = weight;
  }

  turns(): Turns {
    return new Map(this.members.map((member, i) => [member.key, this.current[i] as number]));
  }
}
