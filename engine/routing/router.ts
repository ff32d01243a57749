import { performance } from "node:perf_hooks";
import type { L7RuleSpec } from "@/lib/wire/snapshot";
import { Budget } from "./budget";
import { type Candidate, firstThatHolds } from "./candidate";
import { type Condition, compileCondition } from "./condition";
import type { RequestFacts } from "./facts";
import { compilePattern, literalPrefix } from "./pattern";
import { type PatternCandidate, PatternList } from "./pattern-list";
import { PrefixTree } from "./prefix-tree";

/** What a policy asks; all rules must hold, and one without rules never matches (Octavia). */
export interface RoutedPolicy {
  readonly rules: readonly L7RuleSpec[];
}

/**
 * The policies of a listener, compiled: a request costs one look-up for its domain and one for any domain, each by
 * map (exact), by one walk of the path (prefixes, and expressions that begin with text) and by one automaton (other
 * expressions), however many policies there are (FP-01).
 */
export class Router {
  /** No policy takes the request. */
  static readonly none = -1;
  /** The expressions take too long on this request: it is refused. */
  static readonly tooCostly = -2;
  private readonly budget: Budget;
  private readonly domains = new Map<string, Bucket>();
  private readonly anyDomain: Bucket;

  /** `policies` in their effective order. Throws RE2JSException for a regular expression that is none. */
  constructor(policies: readonly RoutedPolicy[], now: () => number = performance.now.bind(performance)) {
    this.budget = new Budget(now);
    const general = new BucketBuilder(this.budget);
    const builders = new Map<string, BucketBuilder>();
    for (const [rank, { rules }] of policies.entries()) {
      if (rules.length === 0) continue;
      const host = rules.find(isDomain);
      if (host === undefined) general.add(rank, rules);
      else {
        const domain = host.value.toLowerCase();
        const builder = builders.get(domain) ?? new BucketBuilder(this.budget);
        builders.set(domain, builder);
        builder.add(
          rank,
          rules.filter((rule) => rule !== host),
        );
      }
    }
    this.anyDomain = general.build(policies.length);
    for (const [domain, builder] of builders) this.domains.set(domain, builder.build(policies.length));
  }

  /** Index of the policy that takes the request, `none`, or `tooCostly`. */
  route(facts: RequestFacts): number {
    const { anyDomain, budget } = this;
    budget.begin();
    const own = this.domains.get(facts.host);
    let best = anyDomain.none;
    if (own !== undefined) best = own.find(facts, best);
    if (best > anyDomain.firstRank) best = anyDomain.find(facts, best);
    if (budget.isOver) return Router.tooCostly;
    return best === anyDomain.none ? Router.none : best;
  }
}

function isDomain({ type, compareType, invert }: L7RuleSpec): boolean {
  return type === "HOST_NAME" && compareType === "EQUAL_TO" && !invert;
}

/** The policies of one domain, or of any. */
class Bucket {
  constructor(
    private readonly exact: ReadonlyMap<string, readonly Candidate[]>,
    private readonly prefixes: PrefixTree,
    private readonly patterns: PatternList,
    readonly firstRank: number,
    /** Rank that means nobody. */
    readonly none: number,
  ) {}

  /** Lowest rank below `limit` that matches; `limit`: none. */
  find(facts: RequestFacts, limit: number): number {
    const equal = this.exact.get(facts.path);
    let best = equal === undefined ? limit : firstThatHolds(equal, facts, limit);
    best = this.prefixes.find(facts, best);
    return this.patterns.find(facts, best);
  }
}

class BucketBuilder {
  private readonly exact = new Map<string, Candidate[]>();
  private readonly prefixes = new PrefixTree();
  private readonly patterns: PatternCandidate[] = [];
  private firstRank = Number.MAX_SAFE_INTEGER;

  constructor(private readonly budget: Budget) {}

  /** The first rule on the path finds the policy; the others must hold as well. */
  add(rank: number, rules: readonly L7RuleSpec[]): void {
    this.firstRank = Math.min(this.firstRank, rank);
    const path = rules.find(isIndexed);
    const rest = rules.filter((rule) => rule !== path).map((rule) => compileCondition(rule, this.budget));
    if (path === undefined) this.prefixes.add("", { rank, rest });
    else if (path.compareType === "EQUAL_TO") this.addExact(path.value, { rank, rest });
    else if (path.compareType === "STARTS_WITH") this.prefixes.add(path.value, { rank, rest });
    else this.addPattern(path, rank, rest);
  }

  private addExact(path: string, candidate: Candidate): void {
    const list = this.exact.get(path);
    if (list === undefined) this.exact.set(path, [candidate]);
    else list.push(candidate);
  }

  private addPattern(rule: L7RuleSpec, rank: number, rest: readonly Condition[]): void {
    const { value: source, anchored } = rule;
    const prefix = anchored || source.startsWith("^") ? literalPrefix(source) : "";
    if (prefix !== "") this.prefixes.add(prefix, { rank, rest: [compileCondition(rule, this.budget), ...rest] });
    else this.patterns.push({ rank, rest, source, anchored, pattern: compilePattern(source, false) });
  }

  build(none: number): Bucket {
    return new Bucket(this.exact, this.prefixes, new PatternList(this.patterns, this.budget), this.firstRank, none);
  }
}

function isIndexed({ type, compareType, invert }: L7RuleSpec): boolean {
  return (
    type === "PATH" &&
    !invert &&
    (compareType === "EQUAL_TO" || compareType === "STARTS_WITH" || compareType === "REGEX")
  );
}
