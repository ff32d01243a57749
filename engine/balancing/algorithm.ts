import type { MemberPlan } from "@/engine/plan/plan";

/** What changes between two plans: who is well, and how much everyone holds. */
export interface Load {
  /** Whether the member at `index` may get new requests now. */
  isEligible(index: number): boolean;
  /** Requests or connections that the member at `index` holds now, on all workers. */
  inFlight(index: number): number;
}

/** Chooses among the members that it was built for. Holds the state of turns alone; no I/O, no clock. */
export interface Picker {
  /** Index of a member, or -1 when none is eligible. `client` is a hash of the source address. */
  pick(load: Load, client: number): number;
  /** Another weight for the member at `index`, fractions too, until the next; 0 stays 0. */
  setWeight(index: number, weight: number): void;
}

/** State that a picker hands to its successor, by member key. */
export type Turns = Map<string, number>;

export interface PickerWithTurns extends Picker {
  turns(): Turns;
  /** Runs `choose`, which may pick, and gives its result; afterwards it is the same member's turn as before. */
  withoutTurn<T>(choose: () => T): T;
}

/** Members that a picker is built for, weights 0–100 (AL-01). */
export type Members = readonly Pick<MemberPlan, "key" | "weight">[];
