import type { L7PolicyAction, L7PolicyView } from "@/lib/model/l7policy";
import { createL7Policy } from "@/lib/services/l7policy/create";
import { deleteL7Policy } from "@/lib/services/l7policy/delete";
import { getL7Policy, listL7Policies } from "@/lib/services/l7policy/list";
import { updateL7Policy } from "@/lib/services/l7policy/update";
import { type Body, changedTags, clearable, nulled } from "../body";
import { Fault } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { readNewL7Rule } from "./l7-rules";
import { provisioning } from "./status";

const names = {
  listenerId: "listener_id",
  redirectPoolId: "redirect_pool_id",
  redirectListenerId: "redirect_listener_id",
  redirectUrl: "redirect_url",
  redirectPrefix: "redirect_prefix",
  redirectHttpCode: "redirect_http_code",
  enabled: "admin_state_up",
};

const actions = ["REDIRECT_TO_POOL", "REDIRECT_TO_LISTENER", "REDIRECT_TO_URL", "REDIRECT_PREFIX", "REJECT"];

export function l7PolicyBody(view: L7PolicyView) {
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: view.enabled ? "ONLINE" : "OFFLINE",
    project_id: view.projectId,
    listener_id: view.listenerId,
    action: view.action,
    redirect_pool_id: view.redirectPoolId,
    // Extension: the HTTPS listener of a redirect (L7-20).
    redirect_listener_id: view.redirectListenerId,
    redirect_url: view.redirectUrl,
    redirect_prefix: view.redirectPrefix,
    redirect_http_code: view.redirectHttpCode,
    position: view.position,
    rules: view.rules.map(({ id }) => ({ id })),
    tags: view.tags,
  };
}

function readAction(body: Body): L7PolicyAction | undefined {
  const action = body.text("action");
  if (action === undefined || actions.includes(action)) return action as L7PolicyAction | undefined;
  throw new Fault(400, `Invalid L7 Policy action specified: ${action}`);
}

/** Attributes that a new and a stored policy share. */
function readFields(body: Body) {
  return {
    name: clearable(body, "name"),
    description: clearable(body, "description"),
    action: readAction(body),
    redirectPoolId: nulled(body, "redirect_pool_id") ? null : body.text("redirect_pool_id"),
    redirectListenerId: nulled(body, "redirect_listener_id") ? null : body.text("redirect_listener_id"),
    redirectUrl: nulled(body, "redirect_url") ? null : body.text("redirect_url"),
    redirectPrefix: nulled(body, "redirect_prefix") ? null : body.text("redirect_prefix"),
    redirectHttpCode: nulled(body, "redirect_http_code")
      ? null
      : (body.integer("redirect_http_code") as 302 | undefined),
    position: body.integer("position"),
    enabled: body.flag("admin_state_up"),
    tags: changedTags(body),
  };
}

export async function createL7PolicyRoute(call: ApiCall): Promise<Response> {
  const policy = await withBody(call, "l7policy", names, (body) => {
    body.need("listener_id");
    body.need("action");
    body.ignore("project_id", "tenant_id");
    const rules = body.objects("rules").map(readNewL7Rule);
    const input = { listenerId: String(body.value("listener_id")), ...readFields(body), rules };
    body.finish();
    return createL7Policy(call.ctx, input);
  });
  return ok({ l7policy: l7PolicyBody(getL7Policy(call.ctx, policy.id)) }, 201);
}

export async function updateL7PolicyRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "l7policy", names, (body) => {
    body.fixed("listener_id", "project_id");
    const input = { id, ...readFields(body) };
    body.finish();
    updateL7Policy(call.ctx, input);
  });
  return ok({ l7policy: l7PolicyBody(getL7Policy(call.ctx, id)) });
}

export function listL7PoliciesRoute(call: ApiCall): Response {
  return listed(call, "l7policies", listL7Policies(call.ctx).map(l7PolicyBody));
}

export function getL7PolicyRoute(call: ApiCall): Response {
  return ok({ l7policy: l7PolicyBody(getL7Policy(call.ctx, call.id())) });
}

export function deleteL7PolicyRoute(call: ApiCall): Response {
  deleteL7Policy(call.ctx, { id: call.id() });
  return noContent();
}
