import fc from "fast-check";
import { RE2JS, RE2JSException } from "re2js";
import { type PolicyOverlap, simpleConditions } from "@/lib/model/l7policy";
import type { Context } from "../context";
import { listL7Policies } from "./list";

/** Expressions of one domain that are compared with each other; those after it are not warned of. */
const mostCompared = 40;
const samplesOf = 60;
/** Samples that are also tried one after the other, as one path. */
const joined = 8;
const mostRemembered = 1000;

/**
 * Pairs of regular expressions of a listener that one path matches both (FP-05): the earlier takes it, which may not be
 * what was meant. Found by trying paths that each of them matches; what is not found is not proven apart.
 */
export function listOverlaps(ctx: Context, listenerId: string): PolicyOverlap[] {
  const domains = new Map<string, { id: string; source: string }[]>();
  for (const { id, rules, enabled } of listL7Policies(ctx, { listenerId })) {
    const simple = simpleConditions(rules);
    if (simple === null || simple.match !== "REGEX" || simple.url === "" || !enabled) continue;
    const domain = simple.domain.toLowerCase();
    domains.set(domain, [...(domains.get(domain) ?? []), { id, source: simple.url }]);
  }
  return [...domains.values()].flatMap((policies) => overlapsAmong(policies.slice(0, mostCompared)));
}

function overlapsAmong(policies: readonly { id: string; source: string }[]): PolicyOverlap[] {
  return policies.flatMap((later, at) => {
    for (const earlier of policies.slice(0, at)) {
      const example = commonPath(earlier.source, later.source);
      if (example !== null) return [{ policyId: later.id, earlierId: earlier.id, example }];
    }
    return [];
  });
}

/** A path that both expressions match as a whole, or null: none was found. */
export function commonPath(a: string, b: string): string | null {
  const [ofA, ofB] = [pathsOf(a), pathsOf(b)];
  const both = [...ofA, ...ofB];
  for (const first of ofA.slice(0, joined)) for (const second of ofB.slice(0, joined)) both.push(first + second);
  try {
    const [patternA, patternB] = [RE2JS.compile(a), RE2JS.compile(b)];
    const common = both.filter((path) => patternA.testExact(path) && patternB.testExact(path));
    return common.toSorted((x, y) => x.length - y.length)[0] ?? null;
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

const remembered = new Map<string, string[]>();

/** Some texts that the expression matches, the same each time; none where it cannot be taken apart. */
function pathsOf(source: string): string[] {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const paths = sample(source).filter((path) => /^[!-~]{1,200}$/.test(path));
  remembered.set(source, paths);
  return paths;
}

function sample(source: string): string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(`^(?:${source})$`), { maxLength: 40 }), {
      numRuns: samplesOf,
      seed: 1,
    });
  } catch {
    // What RE2 knows and this does not, such as (?i), has no samples of its own.
    return [];
  }
}
