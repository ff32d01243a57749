import { handleApi } from "../api-route";
import { Fault, faultBody } from "../fault";
import type { ApiCall } from "./api-call";
import * as certificates from "./certificates";
import * as diagnosis from "./diagnosis";
import * as eipPools from "./eip-pools";
import * as explain from "./explain";
import * as floatingIps from "./floating-ips";
import * as healthMonitors from "./health-monitors";
import * as l7Policies from "./l7-policies";
import * as l7Rules from "./l7-rules";
import * as listeners from "./listeners";
import * as loadBalancers from "./load-balancers";
import * as members from "./members";
import * as networks from "./networks";
import * as pools from "./pools";
import * as projects from "./projects";
import * as quotas from "./quotas";
import * as scalingGroups from "./scaling-groups";
import * as servers from "./servers";
import * as sourceAddresses from "./source-addresses";
import * as statistics from "./statistics";

type Handler = (call: ApiCall) => Response | Promise<Response>;
type Methods = Partial<Record<"GET" | "POST" | "PUT" | "DELETE", Handler>>;

/** Paths under a version root; `*` is an id. */
export const routes: [path: string, methods: Methods][] = [
  ["lbaas/loadbalancers", { GET: loadBalancers.listLoadBalancersRoute, POST: loadBalancers.createLoadBalancerRoute }],
  [
    "lbaas/loadbalancers/*",
    {
      GET: loadBalancers.getLoadBalancerRoute,
      PUT: loadBalancers.updateLoadBalancerRoute,
      DELETE: loadBalancers.deleteLoadBalancerRoute,
    },
  ],
  ["lbaas/loadbalancers/*/stats", { GET: statistics.loadBalancerStatsRoute }],
  ["lbaas/loadbalancers/*/status", { GET: statistics.loadBalancerStatusRoute }],
  ["lbaas/loadbalancers/*/statuses", { GET: statistics.loadBalancerStatusRoute }],
  ["lbaas/listeners", { GET: listeners.listListenersRoute, POST: listeners.createListenerRoute }],
  [
    "lbaas/listeners/*",
    { GET: listeners.getListenerRoute, PUT: listeners.updateListenerRoute, DELETE: listeners.deleteListenerRoute },
  ],
  ["lbaas/listeners/*/stats", { GET: statistics.listenerStatsRoute }],
  // Extension: what would become of a request.
  ["lbaas/listeners/*/explain", { POST: explain.explainRoute }],
  // Extension: the guide's causes, judged by live facts.
  ["lbaas/listeners/*/diagnosis", { GET: diagnosis.diagnoseListenerRoute }],
  ["lbaas/pools/*/diagnosis", { GET: diagnosis.diagnosePoolRoute }],
  ["lbaas/pools", { GET: pools.listPoolsRoute, POST: pools.createPoolRoute }],
  ["lbaas/pools/*", { GET: pools.getPoolRoute, PUT: pools.updatePoolRoute, DELETE: pools.deletePoolRoute }],
  // Extension: sessions by source address (ST-01).
  ["lbaas/pools/*/sessions", { GET: pools.listSessionsRoute, DELETE: pools.clearSessionsRoute }],
  [
    "lbaas/pools/*/members",
    { GET: members.listMembersRoute, POST: members.createMemberRoute, PUT: members.setMembersRoute },
  ],
  [
    "lbaas/pools/*/members/*",
    { GET: members.getMemberRoute, PUT: members.updateMemberRoute, DELETE: members.deleteMemberRoute },
  ],
  [
    "lbaas/healthmonitors",
    { GET: healthMonitors.listHealthMonitorsRoute, POST: healthMonitors.createHealthMonitorRoute },
  ],
  [
    "lbaas/healthmonitors/*",
    {
      GET: healthMonitors.getHealthMonitorRoute,
      PUT: healthMonitors.updateHealthMonitorRoute,
      DELETE: healthMonitors.deleteHealthMonitorRoute,
    },
  ],
  ["lbaas/certificates", { GET: certificates.listCertificatesRoute, POST: certificates.createCertificateRoute }],
  [
    "lbaas/certificates/*",
    {
      GET: certificates.getCertificateRoute,
      PUT: certificates.updateCertificateRoute,
      DELETE: certificates.deleteCertificateRoute,
    },
  ],
  // Extension: the inventory of backend servers.
  ["lbaas/servers", { GET: servers.listServersRoute, POST: servers.createServerRoute }],
  [
    "lbaas/servers/*",
    { GET: servers.getServerRoute, PUT: servers.updateServerRoute, DELETE: servers.deleteServerRoute },
  ],
  // Extension: scaling groups (BS-09); an instance is named by its id or its address.
  ["lbaas/scalinggroups", { GET: scalingGroups.listScalingGroupsRoute, POST: scalingGroups.createScalingGroupRoute }],
  [
    "lbaas/scalinggroups/*",
    {
      GET: scalingGroups.getScalingGroupRoute,
      PUT: scalingGroups.updateScalingGroupRoute,
      DELETE: scalingGroups.deleteScalingGroupRoute,
    },
  ],
  [
    "lbaas/scalinggroups/*/instances",
    { GET: scalingGroups.listInstancesRoute, POST: scalingGroups.registerInstanceRoute },
  ],
  ["lbaas/scalinggroups/*/instances/*", { DELETE: scalingGroups.deregisterInstanceRoute }],
  ["lbaas/scalinggroups/*/links", { GET: scalingGroups.listLinksRoute, POST: scalingGroups.createLinkRoute }],
  ["lbaas/scalinggroups/*/links/*", { PUT: scalingGroups.updateLinkRoute, DELETE: scalingGroups.deleteLinkRoute }],
  ["lbaas/l7policies", { GET: l7Policies.listL7PoliciesRoute, POST: l7Policies.createL7PolicyRoute }],
  [
    "lbaas/l7policies/*",
    {
      GET: l7Policies.getL7PolicyRoute,
      PUT: l7Policies.updateL7PolicyRoute,
      DELETE: l7Policies.deleteL7PolicyRoute,
    },
  ],
  ["lbaas/l7policies/*/rules", { GET: l7Rules.listL7RulesRoute, POST: l7Rules.createL7RuleRoute }],
  [
    "lbaas/l7policies/*/rules/*",
    { GET: l7Rules.getL7RuleRoute, PUT: l7Rules.updateL7RuleRoute, DELETE: l7Rules.deleteL7RuleRoute },
  ],
  ["lbaas/quotas", { GET: quotas.listQuotasRoute }],
  ["lbaas/quotas/defaults", { GET: quotas.defaultQuotaRoute }],
  ["lbaas/quotas/*", { GET: quotas.getQuotaRoute, PUT: quotas.setQuotaRoute, DELETE: quotas.resetQuotaRoute }],
  ["projects", { GET: projects.listProjectsRoute, POST: projects.createProjectRoute }],
  [
    "projects/*",
    { GET: projects.getProjectRoute, PUT: projects.updateProjectRoute, DELETE: projects.deleteProjectRoute },
  ],
  ["region", { GET: projects.getRegionRoute, PUT: projects.updateRegionRoute }],
  [
    "source-addresses",
    { GET: sourceAddresses.getSourceAddressesRoute, PUT: sourceAddresses.updateSourceAddressesRoute },
  ],
  ["eip-pools", { GET: eipPools.listEipPoolsRoute, POST: eipPools.createEipPoolRoute }],
  ["eip-pools/*", { GET: eipPools.getEipPoolRoute, DELETE: eipPools.deleteEipPoolRoute }],
  ["host-addresses", { GET: eipPools.listHostAddressesRoute, POST: eipPools.importHostAddressRoute }],
  [
    "host-address-settings",
    { GET: eipPools.getHostAddressSettingsRoute, PUT: eipPools.updateHostAddressSettingsRoute },
  ],
  ["lbaas/providers", { GET: quotas.listProvidersRoute }],
  ["subnets", { GET: networks.listSubnetsRoute, POST: networks.createSubnetRoute }],
  ["subnets/*", { GET: networks.getSubnetRoute, PUT: networks.updateSubnetRoute, DELETE: networks.deleteSubnetRoute }],
  ["networks", { GET: networks.listNetworksRoute, POST: networks.createNetworkRoute }],
  [
    "networks/*",
    { GET: networks.getNetworkRoute, PUT: networks.updateNetworkRoute, DELETE: networks.deleteNetworkRoute },
  ],
  ["ports", { GET: networks.listPortsRoute }],
  ["ports/*", { GET: networks.getPortRoute }],
  ["floatingips", { GET: floatingIps.listFloatingIpsRoute, POST: floatingIps.createFloatingIpRoute }],
  [
    "floatingips/*",
    {
      GET: floatingIps.getFloatingIpRoute,
      PUT: floatingIps.updateFloatingIpRoute,
      DELETE: floatingIps.deleteFloatingIpRoute,
    },
  ],
];

function matchPath(pattern: string, parts: readonly string[]): string[] | null {
  const wanted = pattern.split("/");
  if (wanted.length !== parts.length) return null;
  const ids: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (wanted[index] === "*") ids.push(part);
    else if (wanted[index] !== part) return null;
  }
  return ids;
}

/** Answers one request under a version root, by its path there. */
export function routeOctavia(request: Request, path: readonly string[]): Promise<Response> {
  return handleApi(request, (api) => {
    const parts = path.filter((part) => part !== "");
    for (const [pattern, methods] of routes) {
      const ids = matchPath(pattern, parts);
      if (ids === null) continue;
      const handler = methods[request.method as keyof Methods];
      if (handler === undefined) return methodNotAllowed(methods);
      return handler({ ...api, id: (place = 0) => ids[place] ?? "" });
    }
    throw new Fault(404, "The resource could not be found.");
  });
}

function methodNotAllowed(methods: Methods): Response {
  const headers = { Allow: Object.keys(methods).join(", ") };
  return Response.json(faultBody(405, "The method is not allowed for this resource."), { status: 405, headers });
}
