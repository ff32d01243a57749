import type { L7RuleSpec } from "@/lib/wire/snapshot";
import type { Budget } from "./budget";
import type { RequestFacts } from "./facts";
import { compilePattern } from "./pattern";

/** One condition of a policy, compiled. */
export interface Condition {
  holds(facts: RequestFacts): boolean;
}

type Test = (text: string) => boolean;

/**
 * Compiles a rule (Octavia's rule types). Hosts and file types are compared without regard to case, the rest as it
 * stands. A header's condition holds when one of its lines does; absent headers and cookies hold only when inverted.
 */
export function compileCondition(spec: L7RuleSpec, budget: Budget): Condition {
  const test = compileTest(spec, budget);
  const { invert, type } = spec;
  const name = spec.key ?? "";
  if (type === "HOST_NAME") return { holds: (facts) => test(facts.host) !== invert };
  if (type === "PATH") return { holds: (facts) => test(facts.path) !== invert };
  if (type === "FILE_TYPE") return { holds: (facts) => test(fileType(facts.path)) !== invert };
  if (type === "COOKIE") {
    return {
      holds: (facts) => {
        const value = facts.cookie(name);
        return (value !== null && test(value)) !== invert;
      },
    };
  }
  const header = name.toLowerCase();
  return { holds: (facts) => facts.header(header).some(test) !== invert };
}

function compileTest({ type, compareType, value, anchored }: L7RuleSpec, budget: Budget): Test {
  const ignoreCase = type === "HOST_NAME" || type === "FILE_TYPE";
  if (compareType === "REGEX") {
    const pattern = compilePattern(value, ignoreCase);
    return (text) => budget.matches(pattern, anchored, text);
  }
  const wanted = ignoreCase ? value.toLowerCase() : value;
  switch (compareType) {
    case "EQUAL_TO":
      return (text) => text === wanted;
    case "STARTS_WITH":
      return (text) => text.startsWith(wanted);
    case "ENDS_WITH":
      return (text) => text.endsWith(wanted);
    case "CONTAINS":
      return (text) => text.includes(wanted);
  }
}

/** What follows the last dot of the path's last segment, in lower case; empty where there is none. */
export function fileType(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot < 0 || dot < path.lastIndexOf("/") ? "" : path.slice(dot + 1).toLowerCase();
}
