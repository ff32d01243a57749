import { type RE2JS, RE2Set } from "re2js";
import { type Budget, shortText } from "./budget";
import { type Candidate, holds } from "./candidate";
import type { RequestFacts } from "./facts";

/** A candidate whose path must match an expression as well. */
export interface PatternCandidate extends Candidate {
  readonly source: string;
  /** Full match, or a match anywhere (K-25). */
  readonly anchored: boolean;
  readonly pattern: RE2JS;
}

/**
 * Expressions without an evident beginning: short paths, as they usually are, go through one automaton for all, long ones
 * through one after the other, in a budget.
 */
export class PatternList {
  private readonly all: RE2Set | null;

  /** `candidates` in the order of their ranks. */
  constructor(
    private readonly candidates: readonly PatternCandidate[],
    private readonly budget: Budget,
  ) {
    this.all = candidates.length > 1 ? automaton(candidates) : null;
  }

  /** Lowest rank below `limit` of a candidate that matches and holds; `limit`: none. */
  find(facts: RequestFacts, limit: number): number {
    const first = this.candidates[0];
    if (first === undefined || first.rank >= limit) return limit;
    return this.all !== null && facts.path.length <= shortText
      ? this.findAtOnce(this.all, facts, limit)
      : this.findInTurn(facts, limit);
  }

  private findAtOnce(all: RE2Set, facts: RequestFacts, limit: number): number {
    let best = limit;
    for (const index of all.match(facts.path)) {
      const candidate = this.candidates[index];
      if (candidate !== undefined && candidate.rank < best && holds(candidate, facts)) best = candidate.rank;
    }
    return best;
  }

  private findInTurn(facts: RequestFacts, limit: number): number {
    for (const candidate of this.candidates) {
      const { rank, pattern, anchored } = candidate;
      if (rank >= limit) return limit;
      if (this.budget.matches(pattern, anchored, facts.path) && holds(candidate, facts)) return rank;
    }
    return limit;
  }
}

function automaton(candidates: readonly PatternCandidate[]): RE2Set {
  const set = new RE2Set(RE2Set.ANCHOR_BOTH);
  for (const { source, anchored } of candidates) set.add(anchored ? source : `(?s:.)*(?:${source})(?s:.)*`);
  set.compile();
  return set;
}
