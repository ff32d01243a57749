import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { PolicyStep } from "./l7policy";
import { L7RuleInput } from "./l7rule";
import { Description } from "./text";

/** What people and programs send who mean harm, or whose clipboard does. */
const hostile: Readonly<Record<string, string>> = {
  "a line break": "a\r\nSet-Cookie: b=c",
  "a line feed at the end": "a\n",
  NUL: "a\u0000b",
  "an escape": "a\u001b[2Jb",
  "a C1 control": "a\u0085b",
  "a direction override": "a\u202Egpj.exe",
  "an isolate": "a\u2066b\u2069",
  "half a character": "a\uD800b",
  "the other half": "\uDC00",
  "a line separator": "a\u2028b",
  "a million letters": "a".repeat(1_000_000),
  "a way out of a folder": `../../../../etc/passwd\u0000`,
};

/** Harmless wherever it lands: in a header, a log line, a cell, a page. */
const isHarmless = (text: string) =>
  text.length <= 4096 && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(text);

/** Texts that are more than a line by their nature, each with where they go. */
const longer: readonly [RegExp, string][] = [
  [/\.(certificate|privateKey)$/, "read as PEM and written anew"],
  [/\.(password|currentPassword|passphrase|secret)$/, "hashed, sealed or a key of a signature; shown to nobody"],
  [/^ImportInput\.text$/, "read as YAML, object by object by the rules of their own services"],
  [/\.description$/, "of several lines, see below"],
  [/(\.rules\.0|L7RuleInput|\.rule)\.(key|value)$/, "judged together with what they are compared with, see below"],
  [/\.policy\.(domain|url)$/, "the same"],
];

/** Ids and words that are looked up or compared, and land nowhere but in the audit as what somebody typed. */
const compared = /(^|\.)(id|ids|metric|.*Id|.*Ids|instances|traceId|text|filters|sort|columns)(\.|$)/;

interface Field {
  name: string;
  schema: z.ZodType;
}

function fieldsOf(name: string, schema: z.ZodType, seen = new Set<z.ZodType>()): Field[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const inside = (key: string, part: z.ZodType) => fieldsOf(`${name}.${key}`, part, seen);
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, part]) => inside(key, part));
  }
  if (schema instanceof z.ZodArray) return inside("0", schema.element as z.ZodType);
  if (schema instanceof z.ZodRecord) return inside("*", schema.valueType as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return (schema.options as z.ZodType[]).flatMap((part, at) => inside(`|${at}`, part));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return fieldsOf(name, schema.unwrap() as z.ZodType, seen);
  }
  if (schema instanceof z.ZodPipe) {
    const within = fieldsOf(name, schema.in as z.ZodType, seen);
    return within.length === 1 && within[0]?.name === name ? [{ name, schema }] : within;
  }
  return schema instanceof z.ZodString ? [{ name, schema }] : [];
}

const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts"], { eager: true });
const fields = Object.values(modules)
  .flatMap((exported) => Object.entries(exported))
  .flatMap(([name, value]) => (name.endsWith("Input") && value instanceof z.ZodType ? fieldsOf(name, value) : []));

test("the fields are found", () => {
  expect(fields.length).toBeGreaterThan(150);
  for (const [pattern] of longer)
    expect(
      fields.some(({ name }) => pattern.test(name)),
      String(pattern),
    ).toBe(true);
});

describe.each(Object.entries(hostile))("%s", (_, text) => {
  test("is refused by every field, or is harmless as it is taken", () => {
    const taken = fields
      .filter(
        ({ name }) =>
          !longer.some(([pattern]) => pattern.test(name)) && !compared.test(name.slice(name.indexOf(".") + 1)),
      )
      .flatMap(({ name, schema }) => {
        const { success, data } = schema.safeParse(text);
        return success && !isHarmless(String(data)) ? [name] : [];
      });
    expect(taken).toEqual([]);
  });
});

describe.each(Object.entries(hostile))("%s", (what, text) => {
  test("is no condition of a policy", () => {
    const rule = { type: "HEADER", compareType: "EQUAL_TO", key: "x", value: "y" } as const;
    expect(L7RuleInput.safeParse(rule).success).toBe(true);
    expect(L7RuleInput.safeParse({ ...rule, value: text }).success).toBe(false);
    // A long key is refused as any other.
    expect(L7RuleInput.safeParse({ ...rule, key: text }).success).toBe(false);
    const step = { name: "x", description: "", domain: "", url: "/a", match: "STARTS_WITH" };
    expect(PolicyStep.safeParse(step).success).toBe(true);
    for (const change of [{ url: `/${text}` }, { domain: text }]) {
      const { success, data } = PolicyStep.safeParse({ ...step, ...change });
      expect(success && !isHarmless(data.url + data.domain), JSON.stringify(change).slice(0, 60)).toBe(false);
    }
  });

  test("is no description but for its lines", () => {
    const isLines = what === "a line break" || what === "a line feed at the end";
    expect(Description.safeParse(text).success).toBe(isLines);
  });
});

test("expressions that stop other engines are taken by one that reads each text once", () => {
  for (const value of ["/(a+)+$", "/(a|aa)+$", "/(.*)*x", "/([a-z]+)*!$"]) {
    const checked = L7RuleInput.safeParse({ type: "PATH", compareType: "REGEX", value });
    expect(checked.success, value).toBe(true);
    expect(
      RE2JS.compile(value)
        .matcher(`/${"a".repeat(8000)}!!`)
        .find(),
      value,
    ).toBe(false);
  }
});
