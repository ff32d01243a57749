import type * as z from "zod";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "./errors";

/** Parses the input of a service; issues become field errors with the rule that each breaks. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ServiceError("invalid", {
    fields: result.error.issues.map((issue) => ({ path: issue.path.join("."), rule: ruleOf(issue) })),
  });
}

/** Issues that carry no rule of ours: a type that does not fit, an unknown variant. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z][a-zA-Z0-9]*(\?|$)/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "too_small":
      return rule("required");
    case "too_big":
      return rule("tooMany", { max: Number(issue.maximum) });
    default:
      return rule("invalid");
  }
}
