import type { L7PolicySpec, L7RuleSpec } from "@/lib/wire/snapshot";
import type { RequestFacts } from "../facts";

/** Facts as an explained request gives them. */
export function factsOf(
  host: string,
  path: string,
  headers: Readonly<Record<string, readonly string[]>> = {},
  cookies: Readonly<Record<string, string>> = {},
): RequestFacts {
  return { host, path, header: (name) => headers[name] ?? [], cookie: (name) => cookies[name] ?? null };
}

export function rule(
  type: L7RuleSpec["type"],
  compareType: L7RuleSpec["compareType"],
  value: string,
  change: Partial<L7RuleSpec> = {},
): L7RuleSpec {
  return { type, compareType, value, key: null, invert: false, anchored: true, ...change };
}

export const domain = (value: string): L7RuleSpec => rule("HOST_NAME", "EQUAL_TO", value);
export const exact = (value: string): L7RuleSpec => rule("PATH", "EQUAL_TO", value);
export const prefix = (value: string): L7RuleSpec => rule("PATH", "STARTS_WITH", value);
export const regex = (value: string, anchored = true): L7RuleSpec => rule("PATH", "REGEX", value, { anchored });

/** A policy that sends every path to the group `pool`, unless changed. */
export function policy(id: string, change: Partial<L7PolicySpec> = {}): L7PolicySpec {
  return {
    id,
    name: "",
    position: 1,
    action: "REDIRECT_TO_POOL",
    redirectPoolId: "pool",
    redirectListenerId: null,
    redirectPort: null,
    redirectUrl: null,
    redirectPrefix: null,
    redirectHttpCode: null,
    rules: [prefix("/")],
    ...change,
  };
}
