import type { L7Rule, L7RuleCompareType, L7RuleType } from "@/lib/model/l7rule";
import { createL7Rule } from "@/lib/services/l7rule/create";
import { deleteL7Rule } from "@/lib/services/l7rule/delete";
import { getL7Rule } from "@/lib/services/l7rule/list";
import { updateL7Rule } from "@/lib/services/l7rule/update";
import { getL7Policy } from "@/lib/services/l7policy/list";
import { type Body, changedTags, nulled } from "../body";
import { unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";

const fieldNames = {
  type: "type",
  compareType: "compare_type",
  key: "key",
  value: "value",
  invert: "invert",
  anchored: "anchored",
  enabled: "admin_state_up",
  tags: "tags",
};
const names = {
  ...fieldNames,
  ...Object.fromEntries(Object.entries(fieldNames).map(([path, name]) => [`rule.${path}`, name])),
};

const tlsTypes = ["SSL_CONN_HAS_CERT", "SSL_VERIFY_RESULT", "SSL_DN_FIELD"];

export function l7RuleBody(rule: L7Rule, projectId: string) {
  return {
    id: rule.id,
    type: rule.type,
    compare_type: rule.compareType,
    key: rule.key,
    value: rule.value,
    invert: rule.invert,
    // Extension (K-25): the expression is a full match.
    anchored: rule.anchored,
    admin_state_up: rule.enabled,
    provisioning_status: "ACTIVE",
    operating_status: rule.enabled ? "ONLINE" : "OFFLINE",
    project_id: projectId,
    tags: rule.tags,
    created_at: stamp(rule.createdAt),
    updated_at: rule.updatedAt === null ? null : stamp(rule.updatedAt),
  };
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

function projectOf({ ctx }: ApiCall, policyId: string): string {
  return getL7Policy(ctx, policyId).projectId;
}

function readType(body: Body): L7RuleType | undefined {
  const type = body.text("type");
  if (type !== undefined && tlsTypes.includes(type)) throw unsupported(`L7 rule type ${type}`);
  return type as L7RuleType | undefined;
}

/** Attributes that a new and a stored rule share. Expressions of the API match anywhere unless it says otherwise (K-25). */
function readFields(body: Body) {
  body.ignore("project_id", "tenant_id");
  return {
    type: readType(body),
    compareType: body.text("compare_type") as L7RuleCompareType | undefined,
    value: body.text("value"),
    key: nulled(body, "key") ? null : body.text("key"),
    invert: nulled(body, "invert") ? false : body.flag("invert"),
    anchored: nulled(body, "anchored") ? false : body.flag("anchored"),
    enabled: body.flag("admin_state_up"),
    tags: changedTags(body),
  };
}

export function readNewL7Rule(body: Body) {
  for (const name of ["type", "compare_type", "value"]) body.need(name);
  const { type, compareType, value, anchored, ...rest } = readFields(body);
  body.finish();
  return {
    ...rest,
    type: type as L7RuleType,
    compareType: compareType as L7RuleCompareType,
    value: value as string,
    anchored: anchored ?? false,
  };
}

export async function createL7RuleRoute(call: ApiCall): Promise<Response> {
  const policyId = call.id(0);
  const rule = await withBody(call, "rule", names, (body) =>
    createL7Rule(call.ctx, { policyId, rule: readNewL7Rule(body) }),
  );
  return ok({ rule: l7RuleBody(rule, projectOf(call, policyId)) }, 201);
}

export async function updateL7RuleRoute(call: ApiCall): Promise<Response> {
  const policyId = call.id(0);
  const rule = await withBody(call, "rule", names, (body) => {
    const input = { policyId, id: call.id(1), ...readFields(body) };
    body.finish();
    return updateL7Rule(call.ctx, input);
  });
  return ok({ rule: l7RuleBody(rule, projectOf(call, policyId)) });
}

export function listL7RulesRoute(call: ApiCall): Response {
  const policyId = call.id(0);
  const { rules, projectId } = getL7Policy(call.ctx, policyId);
  return listed(
    call,
    "rules",
    rules.map((rule) => l7RuleBody(rule, projectId)),
  );
}

export function getL7RuleRoute(call: ApiCall): Response {
  const rule = getL7Rule(call.ctx, call.id(0), call.id(1));
  return ok({ rule: l7RuleBody(rule, projectOf(call, call.id(0))) });
}

export function deleteL7RuleRoute(call: ApiCall): Response {
  deleteL7Rule(call.ctx, { policyId: call.id(0), id: call.id(1) });
  return noContent();
}
