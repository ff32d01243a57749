import { defaultQuota } from "@/lib/model/project";
import { listProjects } from "@/lib/services/project/list";
import { readQuotas } from "@/lib/services/project/quota";
import { providerName } from "../fault";
import { type ApiCall, ok } from "./api-call";

function quotaBody(limits: { loadbalancer: number; listener: number }) {
  return {
    loadbalancer: limits.loadbalancer,
    load_balancer: limits.loadbalancer,
    listener: limits.listener,
    pool: -1,
    member: -1,
    healthmonitor: -1,
    health_monitor: -1,
    l7policy: -1,
    l7rule: -1,
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

export function listProvidersRoute(): Response {
  return ok({ providers: [{ name: providerName, description: "The Evenkeel engine" }] });
}
