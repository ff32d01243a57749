import { defaultQuota } from "@/lib/model/project";
import { listProjects } from "@/lib/services/project/list";
import { readQuotas } from "@/lib/services/project/quota";
import { setQuotas } from "@/lib/services/project/set-quotas";
import { providerName } from "../fault";
import { type ApiCall, ok, withBody } from "./api-call";

const unlimited = ["pool", "member", "healthmonitor", "health_monitor", "l7policy", "l7rule"] as const;

function quotaBody(limits: { loadbalancer: number; listener: number }) {
  return {
    loadbalancer: limits.loadbalancer,
    load_balancer: limits.loadbalancer,
    listener: limits.listener,
    ...Object.fromEntries(unlimited.map((name) => [name, -1])),
  };
}

function limitsOf(call: ApiCall, projectId: string) {
  const [balancers, listeners] = ["loadbalancer", "listener"].map(
    (resource) => readQuotas(call.ctx, projectId).find((quota) => quota.resource === resource)?.limit ?? -1,
  );
  return { loadbalancer: balancers ?? -1, listener: listeners ?? -1 };
}

export function listQuotasRoute(call: ApiCall): Response {
  const quotas = listProjects(call.ctx).map(({ id }) => ({
    ...quotaBody(limitsOf(call, id)),
    project_id: id,
    tenant_id: id,
  }));
  return ok({ quotas, quotas_links: [] });
}

export function defaultQuotaRoute(): Response {
  return ok({ quota: quotaBody(defaultQuota) });
}

export function getQuotaRoute(call: ApiCall): Response {
  return ok({ quota: quotaBody(limitsOf(call, call.id())) });
}

/** Both spellings of a load balancer; what has no limit here may be written and stays without. */
export async function setQuotaRoute(call: ApiCall): Promise<Response> {
  const projectId = call.id();
  await withBody(call, "quota", { loadbalancer: "loadbalancer", listener: "listener" }, (body) => {
    const loadbalancer = body.integer("load_balancer") ?? body.integer("loadbalancer");
    const listener = body.integer("listener");
    body.ignore("loadbalancer", "project_id", "tenant_id", ...unlimited);
    body.finish();
    setQuotas(call.ctx, { projectId, loadbalancer, listener });
  });
  return ok({ quota: quotaBody(limitsOf(call, projectId)) }, 202);
}

/** Back to the defaults. */
export function resetQuotaRoute(call: ApiCall): Response {
  setQuotas(call.ctx, { projectId: call.id(), ...defaultQuota });
  return new Response(null, { status: 202 });
}

export function listProvidersRoute(): Response {
  return ok({ providers: [{ name: providerName, description: "The Evenkeel engine" }] });
}
