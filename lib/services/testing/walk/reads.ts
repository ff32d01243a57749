import type { Context } from "../../context";
import type { World } from "./world";

export interface Read {
  /** What it is given after the context. */
  of: (world: World) => unknown[];
  /** What it says belongs to nobody in particular: there is no mark to be found. */
  shared?: true;
  /** Only they may ask. */
  admin?: true;
}

const none = (): unknown[] => [];
const list: Read = { of: none };
const shared: Read = { of: none, shared: true };
const one = (id: (world: World) => unknown): Read => ({ of: (world) => [id(world)] });
const hour = 3_600_000;
const range = { from: 0, to: hour };

/** Every verb that reads, with what of the world it is asked for. */
export const reads: Readonly<Record<string, Read>> = {
  "accesslog/list.listAccessLogs": list,
  "accesslog/list.getAccessLog": one((w) => w.balancer),
  "alarm/export-csv.exportAlarmEventsCsv": { of: () => [{ text: "", filters: [], range: "30d" }], shared: true },
  "alarm/firing.listFiringAlarms": shared,
  "alarm/firing.countFiringAlarms": shared,
  "alarm/firing.listObjectAlarms": { of: (w) => [w.rule], shared: true },
  "alarm/history.searchAlarmEvents": { of: (w) => [{ ruleId: w.rule }], shared: true },
  "alarm/history.matchingAlarmEvents": { of: (w) => [{ ruleId: w.rule }, 10], shared: true },
  "alarmrule/list.listAlarmRules": list,
  "alarmrule/list.getAlarmRule": one((w) => w.rule),
  "alarmrule/objects.alarmObjects": { of: (w) => ["loadbalancer", w.project] },
  "alarmrule/objects.projectOfObject": { of: (w) => ["loadbalancer", w.balancer] },
  "alarmrule/of-object.alarmRulesOf": { of: (w) => [{ type: "loadbalancer", id: w.balancer }], shared: true },
  "alarmtarget/list.listAlarmTargets": list,
  "certificate/list.listCertificates": list,
  "certificate/list.getCertificate": one((w) => w.certificate),
  "configuration/confirmation.pendingConfirmation": shared,
  "configuration/history.listGenerations": { of: none, shared: true },
  "configuration/history.readGeneration": { of: (w) => [{ generation: w.generation }], shared: true },
  "configuration/import.previewImport": { of: () => [{ text: "x" }], admin: true, shared: true },
  "configuration/kept-days.readKept": shared,
  "configuration/restore.previewRestore": { of: (w) => [{ generation: w.generation - 1 }], admin: true, shared: true },
  "eip/list.listEips": list,
  "eip/list.getEip": one((w) => w.eip),
  "eippool/list.listEipPools": shared,
  "healthmonitor/get.getHealthMonitor": one((w) => w.monitor),
  "healthmonitor/get.listHealthMonitors": list,
  "hostaddress/list.listHostAddresses": shared,
  "l7policy/explain.explainRoutes": { of: (w) => [{ listenerId: w.listener, urls: ["/"] }], shared: true },
  "l7policy/list.listL7Policies": list,
  "l7policy/list.getL7Policy": one((w) => w.policy),
  "l7policy/overlaps.listOverlaps": { of: (w) => [w.listener], shared: true },
  "l7rule/list.getL7Rule": { of: (w) => [w.policy, w.policyRule] },
  "listener/diagnose.diagnoseListener": one((w) => w.listener),
  "listener/explain.explainPassage": {
    of: (w) => [{ listenerId: w.listener, client: "10.0.0.1", method: "GET", url: "/" }],
    shared: true,
  },
  "listener/get.getListener": one((w) => w.listener),
  "listener/list.listListeners": list,
  "loadbalancer/export-csv.exportLoadBalancersCsv": { of: () => [{ text: "", filters: [] }] },
  "loadbalancer/get.getLoadBalancer": one((w) => w.balancer),
  "loadbalancer/list.countLoadBalancers": shared,
  "loadbalancer/list.listLoadBalancers": list,
  "loadbalancer/search.searchLoadBalancers": { of: () => [{}] },
  "loggroup/list.listLogGroups": list,
  "loggroup/list.getLogGroup": one((w) => w.group),
  "logstream/read.searchTask": { of: (w) => [w.stream, range] },
  "logstream/read.tailTask": { of: (w) => [w.stream, {}] },
  "logstream/read.exportTask": { of: (w) => [w.stream, range, "csv"] },
  "logtransfer/list.listLogTransfers": list,
  "member/list.listMembers": one((w) => w.pool),
  "member/list.getMember": { of: (w) => [w.pool, w.member] },
  "metrics/counters.readCounters": shared,
  "metrics/dashboard.readDashboard": {
    of: (w) => [{ type: "loadbalancer", id: w.balancer, ...range, period: 1 }],
    shared: true,
  },
  "metrics/dashboard.exportDashboardCsv": {
    of: (w) => [{ type: "loadbalancer", id: w.balancer, ...range, period: 1 }],
    shared: true,
  },
  "metrics/list.listMetricObjects": list,
  "metrics/newest.readNewest": shared,
  "metrics/object.findMetricSubject": one((w) => ({ type: "loadbalancer", id: w.balancer })),
  "metrics/series.readSeries": {
    of: (w) => [{ resource: { type: "pool", id: w.pool }, metrics: [], statistic: "average", ...range, period: 1 }],
    shared: true,
  },
  "metrics/series.readVariance": {
    of: (w) => [
      {
        resource: { type: "pool", id: w.pool },
        metric: "m1_cps",
        from: Date.now() - 60_000,
        to: Date.now(),
        period: 1,
      },
    ],
    shared: true,
  },
  "metrics/totals.readTrafficTotals": { of: (w) => [{ type: "listener", id: w.listener }], shared: true },
  "overview/read.readOverview": list,
  "pool/diagnose.diagnosePool": one((w) => w.pool),
  "pool/get.getPool": one((w) => w.pool),
  "pool/list.listPools": list,
  "pool/sessions.readSourceSessions": { of: (w) => [w.pool], shared: true },
  "preferences/read.readListPreferences": shared,
  "project/list.listProjects": list,
  "project/list.listProjectViews": list,
  "project/list.getProject": one((w) => w.project),
  "project/quota.readQuotas": { of: (w) => [w.project], shared: true },
  "region/read.readRegion": shared,
  "region/read.readRegionAndZones": shared,
  "sample/find.findSample": list,
  "scalinggroup/list.listScalingGroups": list,
  "scalinggroup/list.getScalingGroup": one((w) => w.scaling),
  "server/list.listServers": list,
  "server/list.getServer": one((w) => w.server),
  "sourceaddress/read.readSourceAddresses": shared,
  "subnet/list.listSubnets": shared,
  "subnet/list.getSubnet": { of: (w) => [w.subnet], shared: true },
  "session/list.listSessions": { of: () => [null], shared: true },
  "token/list.listApiTokens": shared,
  "topology/live-scope.liveScope": shared,
  "topology/resource-map.readResourceMap": one((w) => w.balancer),
  "trace/export-csv.exportTracesCsv": { of: () => [{ range: "kept" }] },
  "trace/list.listTraces": list,
  "trace/search.searchTraces": { of: () => [{ range: "kept", pageSize: 100 }] },
  "trace/search.matchingTraces": { of: () => [{ range: "kept" }, 1000] },
  "trace/verify.verifyChain": shared,
  "user/list.listUsers": { of: none, admin: true },
  "vpc/list.listVpcs": shared,
  "vpc/list.listVpcViews": shared,
};

/** Asks a verb, whether it answers at once or later. */
export async function ask(service: unknown, ctx: Context, given: unknown[]): Promise<unknown> {
  return (service as (ctx: Context, ...given: unknown[]) => unknown)(ctx, ...given);
}
