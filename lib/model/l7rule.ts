import * as z from "zod";
import { rule } from "./rule";
import { PlainTags } from "./tag";
import { Id } from "./text";

export const L7RuleType = z.enum(["HOST_NAME", "PATH", "FILE_TYPE", "HEADER", "COOKIE"], { error: rule("l7RuleType") });
export type L7RuleType = z.infer<typeof L7RuleType>;

export const L7RuleCompareType = z.enum(["EQUAL_TO", "STARTS_WITH", "ENDS_WITH", "CONTAINS", "REGEX"], {
  error: rule("l7RuleCompareType"),
});
export type L7RuleCompareType = z.infer<typeof L7RuleCompareType>;

/** One condition of a policy; all of a policy's rules must hold. `anchored`: the pattern is a full match (K-25). */
export const L7Rule = z.object({
  id: Id,
  policyId: Id,
  type: L7RuleType,
  compareType: L7RuleCompareType,
  key: z.string().nullable(),
  value: z.string(),
  invert: z.boolean(),
  anchored: z.boolean(),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type L7Rule = z.infer<typeof L7Rule>;

/** What tells two rules apart, and what the rules below judge. */
export interface L7Condition {
  type: L7RuleType;
  compareType: L7RuleCompareType;
  /** Name of the header or cookie; null for the other types. */
  key: string | null;
  value: string;
  invert: boolean;
  anchored: boolean;
}

/** Longest domain and URL of a policy (FP-14); other values as in Octavia. */
const maxDomain = 100;
const maxUrl = 128;
const maxValue = 255;

const urlCharacters = /^[A-Za-z0-9_~';@^\-%#&$.*+?,=!:|\\/()[\]{}]*$/;

/** The rule that a condition breaks, and on which of its fields (FP-14; Octavia); null: none. */
export function checkCondition(
  condition: L7Condition,
): { path: "type" | "compareType" | "key" | "value"; rule: string } | null {
  const { type, compareType, key, value } = condition;
  const named = type === "HEADER" || type === "COOKIE";
  if (named && (key === null || key === "")) return { path: "key", rule: rule("required") };
  if (!named && key !== null) return { path: "key", rule: rule("l7RuleNoKey") };
  if (key !== null && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,255}$/.test(key)) return { path: "key", rule: rule("l7RuleKey") };
  if (type === "FILE_TYPE" && compareType !== "EQUAL_TO" && compareType !== "REGEX") {
    return { path: "compareType", rule: rule("l7RuleFileType") };
  }
  if (value === "") return { path: "value", rule: rule("required") };
  const broken = checkValue(condition);
  return broken === null ? null : { path: "value", rule: broken };
}

function checkValue({ type, compareType, value }: L7Condition): string | null {
  const max = type === "HOST_NAME" ? maxDomain : type === "PATH" ? maxUrl : maxValue;
  if (value.length > max) return rule("tooLong", { max });
  if (!/^[ -~]*$/.test(value)) return rule("l7RuleAscii");
  if (type === "HOST_NAME" && compareType !== "REGEX" && !/^[A-Za-z0-9.-]+$/.test(value)) return rule("l7Domain");
  if (type !== "PATH") return null;
  if (!urlCharacters.test(value)) return rule("l7Url");
  const fromStart = compareType === "EQUAL_TO" || compareType === "STARTS_WITH";
  return fromStart && !value.startsWith("/") ? rule("l7UrlSlash") : null;
}

const fields = {
  type: L7RuleType,
  compareType: L7RuleCompareType,
  key: z.string({ error: rule("text") }).nullable(),
  value: z.string({ error: rule("required") }),
  invert: z.boolean(),
  anchored: z.boolean(),
  enabled: z.boolean(),
  tags: PlainTags,
};

/** A new condition. Expressions of the console are full matches, those of the API match anywhere (K-25). */
export const L7RuleInput = z
  .object({
    ...fields,
    key: fields.key.default(null),
    invert: fields.invert.default(false),
    anchored: fields.anchored.default(true),
    enabled: fields.enabled.default(true),
    tags: fields.tags.default([]),
  })
  .superRefine((condition, context) => {
    const problem = checkCondition(condition);
    if (problem !== null) context.addIssue({ code: "custom", path: [problem.path], message: problem.rule });
  });
export type L7RuleInput = z.input<typeof L7RuleInput>;

export const CreateL7RuleInput = z.object({ policyId: Id, rule: L7RuleInput });
export type CreateL7RuleInput = z.input<typeof CreateL7RuleInput>;

export const UpdateL7RuleInput = z.object({ policyId: Id, id: Id, ...z.object(fields).partial().shape });
export type UpdateL7RuleInput = z.input<typeof UpdateL7RuleInput>;

export const DeleteL7RuleInput = z.object({ policyId: Id, id: Id });
export type DeleteL7RuleInput = z.input<typeof DeleteL7RuleInput>;

/** Text that is the same for rules that mean the same. */
export function conditionKey({ type, compareType, key, value, invert, anchored }: L7Condition): string {
  const same = type === "HOST_NAME" && compareType !== "REGEX" ? value.toLowerCase() : value;
  const name = type === "HEADER" ? (key ?? "").toLowerCase() : key;
  return JSON.stringify([type, compareType, name, same, invert, compareType === "REGEX" && anchored]);
}
