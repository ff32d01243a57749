import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { effectiveOrder } from "@/lib/model/l7policy-order";
import type { L7RuleSpec } from "@/lib/wire/snapshot";
import type { RequestFacts } from "./facts";
import { literalPrefix } from "./pattern";
import { Router } from "./router";
import { factsOf, rule } from "./testing/policies";

/** One rule as its words say it, without index or order. */
function naive({ type, compareType, key, value, invert, anchored }: L7RuleSpec, facts: RequestFacts): boolean {
  const name = key ?? "";
  const texts = {
    HOST_NAME: () => [facts.host],
    PATH: () => [facts.path],
    FILE_TYPE: () => [/\.([^./]*)$/.exec(facts.path)?.[1] ?? ""],
    HEADER: () => facts.header(name),
    COOKIE: () => (facts.cookie(name) === null ? [] : [facts.cookie(name) as string]),
  }[type]();
  const matches = texts.some((text) => {
    if (compareType === "EQUAL_TO") return text === value;
    if (compareType === "STARTS_WITH") return text.indexOf(value) === 0;
    if (compareType === "ENDS_WITH")
      return text.slice(text.length - value.length) === value && text.length >= value.length;
    if (compareType === "CONTAINS") return text.indexOf(value) >= 0;
    return new RegExp(anchored ? `^(?:${value})$` : value, "s").test(text);
  });
  return matches !== invert;
}

const segment = fc.stringMatching(/^[ab.]{0,3}$/);
const path = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join("/")}`);
const source = fc.oneof(
  path.map((text) => text.replaceAll(".", "\\.")),
  fc
    .tuple(path, fc.constantFrom("[^/]*", ".*", "a?", "b+", "(a|b)", "a|/b", "(?:ab)*", "^", "$"))
    .map((parts) => parts.join("")),
  fc.constantFrom(".*a", "/a*/b", "(/a)+", "a", "^/a", "b$", "^/a|b", "/a{2}", "/\\.a"),
);
const host = fc.constantFrom("a.com", "b.com", "c.com");
const pathRule = fc.oneof(
  fc.tuple(fc.constantFrom("EQUAL_TO" as const, "STARTS_WITH" as const), path),
  fc.tuple(fc.constantFrom("ENDS_WITH" as const, "CONTAINS" as const), segment),
  fc.tuple(fc.constant("REGEX" as const), source),
);
const flags = fc.record({ invert: fc.boolean(), anchored: fc.boolean() });
const anyRule: fc.Arbitrary<L7RuleSpec> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(pathRule, flags).map(([[how, text], change]) => rule("PATH", how, text, change)) },
  { weight: 2, arbitrary: fc.tuple(host, flags).map(([text, change]) => rule("HOST_NAME", "EQUAL_TO", text, change)) },
  fc.constantFrom(
    rule("HEADER", "EQUAL_TO", "1", { key: "n" }),
    rule("COOKIE", "CONTAINS", "x", { key: "c" }),
    rule("FILE_TYPE", "EQUAL_TO", "a"),
  ),
);
const policy = fc.record({
  action: fc.constantFrom("REDIRECT_TO_POOL" as const, "REJECT" as const, "REDIRECT_TO_URL" as const),
  rules: fc.array(anyRule, { maxLength: 3 }),
});
const request = fc
  .tuple(host, path, fc.constantFrom("0", "1"), fc.constantFrom("x", "y"))
  .map(([h, p, n, c]) => factsOf(h, p, { n: [n] }, { c }));

test("the compiled policies give what asking one after the other gives", () => {
  fc.assert(
    fc.property(
      fc.array(policy, { maxLength: 12 }),
      fc.constantFrom("guide" as const, "position" as const),
      fc.array(request, { minLength: 1, maxLength: 8 }),
      (policies, order, requests) => {
        const ordered = effectiveOrder(
          policies.map((each, i) => ({ ...each, position: i + 1 })),
          order,
        );
        const router = new Router(ordered, () => 0);
        for (const facts of requests) {
          const expected = ordered.findIndex(
            ({ rules }) => rules.length > 0 && rules.every((each) => naive(each, facts)),
          );
          expect(router.route(facts)).toBe(expected);
        }
      },
    ),
    { numRuns: 1500 },
  );
});

test("what an expression matches begins with its evident beginning", () => {
  fc.assert(
    fc.property(source, path, (text, input) => {
      const pattern = RE2JS.compile(text);
      if (pattern.testExact(input)) expect(input.startsWith(literalPrefix(text))).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(["/elb[^\\s]*", "/a\\.b", "/ab?", "/a|b", "\\d", "(?i)/a", "^/a$"].map(literalPrefix)).toEqual([
    "/elb",
    "/a.b",
    "/a",
    "",
    "",
    "",
    "/a",
  ]);
});
