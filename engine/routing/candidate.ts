import type { Condition } from "./condition";
import type { RequestFacts } from "./facts";

/** A policy in an index that has found its domain or URL to match already; `rest` must hold as well. */
export interface Candidate {
  /** Place in the effective order, from 0: the lowest that matches takes the request. */
  readonly rank: number;
  readonly rest: readonly Condition[];
}

/** Rank of the first of `candidates` (in the order of ranks) that comes before `limit` and holds; `limit`: none. */
export function firstThatHolds(candidates: readonly Candidate[], facts: RequestFacts, limit: number): number {
  for (const candidate of candidates) {
    if (candidate.rank >= limit) return limit;
    if (holds(candidate, facts)) return candidate.rank;
  }
  return limit;
}

export function holds({ rest }: Candidate, facts: RequestFacts): boolean {
  for (const condition of rest) {
    if (!condition.holds(facts)) return false;
  }
  return true;
}
