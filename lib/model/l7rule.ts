import * as z from "zod";
import { rule } from "./rule";
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
});
export type L7Rule = z.infer<typeof L7Rule>;
