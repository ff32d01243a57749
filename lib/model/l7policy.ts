import * as z from "zod";
import { checkCondition, conditionKey, type L7Condition, type L7Rule, L7RuleInput } from "./l7rule";
import { rule } from "./rule";
import type { ConfigurationState } from "./status";
import { PlainTags } from "./tag";
import { Description, Id, integer, Name, OptionalName } from "./text";

/** What a forwarding policy does with a request that its rules match (FP-07, L7-20). */
export const L7PolicyAction = z.enum(
  ["REDIRECT_TO_POOL", "REDIRECT_TO_LISTENER", "REDIRECT_TO_URL", "REDIRECT_PREFIX", "REJECT"],
  { error: rule("l7PolicyAction") },
);
export type L7PolicyAction = z.infer<typeof L7PolicyAction>;

/** Most policies of a listener (FP-01, K-08), and most rules of a policy (Octavia). */
export const maxPolicies = 500;
export const maxRules = 50;

/** Forwarding policy of an HTTP or HTTPS listener; a redirect is one too. */
export const L7Policy = z.object({
  id: Id,
  listenerId: Id,
  name: z.string(),
  description: z.string(),
  action: L7PolicyAction,
  redirectPoolId: Id.nullable(),
  redirectListenerId: Id.nullable(),
  redirectUrl: z.string().nullable(),
  redirectPrefix: z.string().nullable(),
  redirectHttpCode: z.number().nullable(),
  position: z.number(),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type L7Policy = z.infer<typeof L7Policy>;

/** An http or https URL of at most 255 printable ASCII characters. */
const RedirectUrl = z
  .string({ error: rule("redirectUrl") })
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .regex(/^https?:\/\/[!-~]+$/i, { error: rule("redirectUrl") });

const RedirectCode = z.literal([301, 302, 303, 307, 308], { error: rule("redirectHttpCode") });

/** Place among the listener's policies, from 1; what stands there and after it moves on. */
const Position = integer(1, 2_147_483_647);

const target = {
  redirectPoolId: Id.nullable(),
  redirectListenerId: Id.nullable(),
  redirectUrl: RedirectUrl.nullable(),
  redirectPrefix: RedirectUrl.nullable(),
  redirectHttpCode: RedirectCode.nullable(),
};

const Rules = z.array(L7RuleInput).max(maxRules, { error: rule("tooMany", { max: maxRules }) });

export const CreateL7PolicyInput = z.object({
  listenerId: Id,
  name: OptionalName.default(""),
  description: Description.default(""),
  action: L7PolicyAction.default("REDIRECT_TO_POOL"),
  redirectPoolId: target.redirectPoolId.default(null),
  redirectListenerId: target.redirectListenerId.default(null),
  redirectUrl: target.redirectUrl.default(null),
  redirectPrefix: target.redirectPrefix.default(null),
  redirectHttpCode: target.redirectHttpCode.default(null),
  /** Absent: after all others. */
  position: Position.optional(),
  enabled: z.boolean().default(true),
  tags: PlainTags.default([]),
  rules: Rules.default([]),
});
export type CreateL7PolicyInput = z.input<typeof CreateL7PolicyInput>;

/** `rules` replaces all of them. */
export const UpdateL7PolicyInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  description: Description.optional(),
  action: L7PolicyAction.optional(),
  ...z.object(target).partial().shape,
  position: Position.optional(),
  enabled: z.boolean().optional(),
  tags: PlainTags.optional(),
  rules: Rules.optional(),
});
export type UpdateL7PolicyInput = z.input<typeof UpdateL7PolicyInput>;

export const DeleteL7PolicyInput = z.object({ id: Id });
export type DeleteL7PolicyInput = z.input<typeof DeleteL7PolicyInput>;

type Target = Pick<L7Policy, "action" | keyof typeof target>;

/** Which field of a policy says where its requests go. */
const targetFields = {
  REDIRECT_TO_POOL: "redirectPoolId",
  REDIRECT_TO_LISTENER: "redirectListenerId",
  REDIRECT_TO_URL: "redirectUrl",
  REDIRECT_PREFIX: "redirectPrefix",
  REJECT: null,
} as const satisfies Record<L7PolicyAction, keyof L7Policy | null>;

/** The target of an action alone: setting one clears the others, and redirects have a code, 302 unless given (Octavia). */
export function normalTarget(policy: Target): Target {
  const { action, redirectHttpCode } = policy;
  const only = targetFields[action];
  const isRedirect = action === "REDIRECT_TO_URL" || action === "REDIRECT_PREFIX";
  return {
    action,
    redirectPoolId: only === "redirectPoolId" ? policy.redirectPoolId : null,
    redirectListenerId: only === "redirectListenerId" ? policy.redirectListenerId : null,
    redirectUrl: only === "redirectUrl" ? policy.redirectUrl : null,
    redirectPrefix: only === "redirectPrefix" ? policy.redirectPrefix : null,
    redirectHttpCode: isRedirect ? (redirectHttpCode ?? 302) : null,
  };
}

/** Does the policy send everybody to an HTTPS listener (L7-20)? */
export function isRedirect({ action }: Pick<L7Policy, "action">): boolean {
  return action === "REDIRECT_TO_LISTENER";
}

/** The target that is missing for the action, or null. */
export function missingTarget(policy: Target): keyof L7Policy | null {
  const only = targetFields[policy.action];
  return only !== null && policy[only] === null ? only : null;
}

/** Text that is the same for policies with the same conditions (FP-06); null: it has none. */
export function policyKey(rules: readonly L7Condition[]): string | null {
  if (rules.length === 0) return null;
  return rules.map(conditionKey).sort().join("\n");
}

/** How a URL is compared: exact, prefix, regular expression (FP-02). */
export const UrlMatch = z.enum(["EQUAL_TO", "STARTS_WITH", "REGEX"], { error: rule("l7RuleCompareType") });
export type UrlMatch = z.infer<typeof UrlMatch>;

/** What the guide's form says of a policy (FP-02): a domain, a URL, or both; empty where there is none. */
const conditionFields = {
  domain: z.string({ error: rule("text") }).trim(),
  url: z.string({ error: rule("text") }).trim(),
  match: UrlMatch,
};
export type PolicyConditions = z.infer<z.ZodObject<typeof conditionFields>>;

/** FP-03: at least one of both; FP-14: what each may be. */
function conditionsIssue(conditions: PolicyConditions, context: z.core.$RefinementCtx): void {
  const rules = rulesOf(conditions);
  if (rules.length === 0) context.addIssue({ code: "custom", path: ["url"], message: rule("domainOrUrl") });
  for (const input of rules) {
    const problem = checkCondition({ key: null, invert: false, anchored: true, ...input });
    if (problem === null) continue;
    context.addIssue({ code: "custom", path: [input.type === "PATH" ? "url" : "domain"], message: problem.rule });
  }
}

/** The policy of the console's form: conditions, name and description (FP-02). */
export const PolicyStep = z
  .object({ name: Name, description: Description, ...conditionFields })
  .superRefine(conditionsIssue);
export type PolicyStep = z.input<typeof PolicyStep>;

/** The same with an existing group, for changing a policy. */
export const PolicyEdit = z
  .object({
    name: Name,
    description: Description,
    ...conditionFields,
    redirectPoolId: z.uuid({ error: rule("required") }),
  })
  .superRefine(conditionsIssue);
export type PolicyEdit = z.input<typeof PolicyEdit>;

/** The console's form of a redirect (L7-20). */
export const RedirectStep = z.object({
  name: Name,
  redirectListenerId: z.uuid({ error: rule("required") }),
  description: Description,
});
export type RedirectStep = z.input<typeof RedirectStep>;

/** The conditions as the guide's form has them, or null: they say more than it can. */
export function simpleConditions(rules: readonly L7Condition[]): PolicyConditions | null {
  const conditions: PolicyConditions = { domain: "", url: "", match: "STARTS_WITH" };
  for (const { type, compareType, value, invert, anchored } of rules) {
    if (invert) return null;
    if (type === "HOST_NAME" && compareType === "EQUAL_TO" && conditions.domain === "") conditions.domain = value;
    else if (
      type === "PATH" &&
      isUrlMatch(compareType) &&
      conditions.url === "" &&
      (compareType !== "REGEX" || anchored)
    ) {
      conditions.url = value;
      conditions.match = compareType;
    } else return null;
  }
  return rules.length === 0 ? null : conditions;
}

function isUrlMatch(compareType: string): compareType is UrlMatch {
  return compareType === "EQUAL_TO" || compareType === "STARTS_WITH" || compareType === "REGEX";
}

/** Rules of what was filled in on the guide's form. */
export function rulesOf({ domain, url, match }: PolicyConditions): L7RuleInput[] {
  const rules: L7RuleInput[] = [];
  if (domain !== "") rules.push({ type: "HOST_NAME", compareType: "EQUAL_TO", value: domain });
  if (url !== "") rules.push({ type: "PATH", compareType: match, value: url });
  return rules;
}

/** A path that two expressions match: the earlier one takes it (FP-05). */
export interface PolicyOverlap {
  policyId: string;
  earlierId: string;
  example: string;
}

export interface L7PolicyView extends L7Policy {
  projectId: string;
  rules: L7Rule[];
  /** Place among those that are asked, from 1 (K-26); null: it is switched off, or a redirect. */
  order: number | null;
  redirectPool: { id: string; name: string } | null;
  /** HTTPS listener of a redirect. */
  redirectListener: { id: string; name: string } | null;
  configuration: ConfigurationState;
}
