import type { World } from "./world";

export interface Write {
  /** What it is given after the context. */
  of: (world: World) => unknown[];
  /** Only an administrator may. */
  admin?: true;
  /** A stranger may do it, in his own project: nothing of others is touched by it. */
  strangerMay?: true;
  /** So may who only reads: it is his own. */
  everyoneMay?: true;
  /** It needs what the test has not got (a running engine, a network, a real file): who may is refused otherwise. */
  needsMore?: true;
}

const hash = async () => "hash";
const by = (of: (world: World) => object): Write => ({ of: (world) => [of(world)] });
const admins = (of: (world: World) => unknown): Write => ({ of: (world) => [of(world)], admin: true });
const name = "victim-new";
const password = "a long password";
const slack = { channel: { type: "slack" }, url: "https://hooks.slack.com/services/T0/B0/k2" } as const;
const chainPool = {
  kind: "new",
  pool: { name, protocol: "HTTP" },
  healthMonitor: { enabled: false, type: "HTTP" },
  members: [],
};

/** Every verb that writes, or makes the engine or the network do something, with an input that the owner may give. */
export const writes: Readonly<Record<string, Write>> = {
  "accesslog/configure.configureAccessLog": by((w) => ({
    loadBalancerId: w.emptyBalancer,
    groupId: w.group,
    streamId: w.stream,
  })),
  "accesslog/delete.deleteAccessLog": by((w) => ({ loadBalancerId: w.balancer })),
  "alarmrule/create.createAlarmRule": by((w) => ({
    name,
    projectId: w.project,
    source: "metric",
    objectType: "loadbalancer",
    objectId: w.balancer,
    metric: "m1_cps",
    operator: ">",
    threshold: 1,
  })),
  "alarmrule/delete.deleteAlarmRule": by((w) => ({ id: w.rule })),
  "alarmrule/update.updateAlarmRule": by((w) => ({ id: w.rule, threshold: 3 })),
  "alarmtarget/create.createAlarmTarget": by((w) => ({ ...slack, name, projectId: w.project })),
  "alarmtarget/delete.deleteAlarmTarget": by((w) => ({ id: w.target })),
  "alarmtarget/local.setMayBeLocal": admins(() => true),
  "alarmtarget/send-test.testAlarmTarget": { of: (w) => [{ id: w.target }], needsMore: true },
  "alarmtarget/update.updateAlarmTarget": by((w) => ({ id: w.target, name })),
  "certificate/create.createCertificate": {
    of: (w) => [{ name, projectId: w.project, type: "server", certificate: "x", privateKey: "x" }],
    needsMore: true,
  },
  "certificate/delete.deleteCertificates": by((w) => ({ ids: [w.certificate] })),
  "certificate/inspect.inspectCertificate": {
    of: () => [{ type: "server", certificate: "x", privateKey: "x" }],
    strangerMay: true,
    needsMore: true,
  },
  "certificate/issue.issueCertificate": by((w) => ({
    kind: "server",
    name,
    names: ["a.example.com"],
    authorityId: w.certificate,
  })),
  "certificate/update.updateCertificate": by((w) => ({ id: w.certificate, name })),
  "configuration/confirmation.confirmConfiguration": { of: () => [], admin: true, needsMore: true },
  "configuration/confirmation.undoConfiguration": { of: () => [], admin: true, needsMore: true },
  "configuration/export.exportConfiguration": { of: () => [{}], admin: true },
  "configuration/import.importConfiguration": { of: () => [{ text: "x" }], admin: true, needsMore: true },
  "configuration/kept-days.setKeptDays": admins(() => ({ days: 12 })),
  "configuration/restore-object.restoreObject": by((w) => ({ traceId: w.trace })),
  "configuration/restore-object.previewRestoreObject": by((w) => ({ traceId: w.trace })),
  "configuration/restore.restoreGeneration": admins((w) => ({ generation: w.generation - 1 })),
  "eip/bind.bindEip": by((w) => ({ id: w.eip, loadBalancerId: w.balancer })),
  "eip/create.createEip": by((w) => ({ bandwidthMbps: 3, projectId: w.project })),
  "eip/delete.deleteEip": by((w) => ({ id: w.eip })),
  "eip/unbind.unbindEip": by((w) => ({ id: w.boundEip })),
  "eip/update.updateEip": by((w) => ({ id: w.eip, bandwidthMbps: 9 })),
  "eippool/create.createEipPool": admins(() => ({ cidr: "198.51.100.0/24", unchecked: true })),
  "eippool/delete.deleteEipPool": {
    ...admins(() => ({ id: "d290f1ee-6c54-4b01-90e6-d701748f0851" })),
    needsMore: true,
  },
  "healthmonitor/create.createHealthMonitor": by((w) => ({ poolId: w.freePool, type: "TCP" })),
  "healthmonitor/delete.deleteHealthMonitor": by((w) => ({ id: w.monitor })),
  "healthmonitor/replace.replaceHealthMonitor": by((w) => ({ poolId: w.pool, type: "TCP" })),
  "healthmonitor/update.updateHealthMonitor": by((w) => ({ id: w.monitor, enabled: false })),
  "hostaddress/import.importHostAddress": {
    ...admins(() => ({ address: "192.0.2.1", as: "eipPool" })),
    needsMore: true,
  },
  "hostaddress/settings.updateHostAddressSettings": admins(() => ({ addMissing: true })),
  "l7policy/create-chain.createL7PolicyChain": by((w) => ({
    listenerId: w.listener,
    policy: { name, description: "", domain: "", url: "/n", match: "STARTS_WITH" },
    pool: { kind: "existing", poolId: w.freePool },
  })),
  "l7policy/create.createL7Policy": by((w) => ({
    listenerId: w.listener,
    redirectPoolId: w.pool,
    rules: [{ type: "PATH", compareType: "STARTS_WITH", value: "/n" }],
  })),
  "l7policy/delete.deleteL7Policy": by((w) => ({ id: w.policy })),
  "l7policy/update.updateL7Policy": by((w) => ({ id: w.policy, name })),
  "l7rule/create.createL7Rule": by((w) => ({
    policyId: w.policy,
    rule: { type: "HEADER", compareType: "EQUAL_TO", key: "x", value: "n" },
  })),
  "l7rule/delete.deleteL7Rule": by((w) => ({ policyId: w.policy, id: w.policyRule })),
  "l7rule/update.updateL7Rule": by((w) => ({ policyId: w.policy, id: w.policyRule, value: "/m" })),
  "listener/create-chain.createListenerChain": by((w) => ({
    loadBalancerId: w.balancer,
    listener: { name, protocol: "HTTP", port: 8099, description: "" },
    pool: chainPool,
  })),
  "listener/create.createListener": by((w) => ({ loadBalancerId: w.balancer, protocol: "TCP", port: 8098 })),
  "listener/delete.deleteListener": by((w) => ({ id: w.plainListener })),
  "listener/update.updateListener": by((w) => ({ id: w.listener, name })),
  "loadbalancer/create-graph.createLoadBalancerGraph": {
    of: (w) => [
      { name, subnetId: w.subnet, projectId: w.project },
      { pools: [], listeners: [] },
    ],
  },
  "loadbalancer/create.createLoadBalancer": by((w) => ({ name, subnetId: w.subnet, projectId: w.project })),
  "loadbalancer/delete.deleteLoadBalancer": by((w) => ({ id: w.balancer, cascade: true })),
  "loadbalancer/duplicate.duplicateLoadBalancer": by((w) => ({ fromId: w.balancer, name, subnetId: w.subnet })),
  "loadbalancer/set-tag.setLoadBalancerTag": by((w) => ({ id: w.balancer, tag: { key: "a", value: "b" } })),
  "loadbalancer/update.updateLoadBalancer": by((w) => ({ id: w.balancer, name })),
  "loggroup/create.createLogGroup": by((w) => ({ name, projectId: w.project })),
  "loggroup/delete.deleteLogGroup": { ...by((w) => ({ id: w.group, cascade: true })), needsMore: true },
  "loggroup/update.updateLogGroup": by((w) => ({ id: w.group, name })),
  "logstream/create.createLogStream": by((w) => ({ groupId: w.group, name })),
  "logstream/delete.deleteLogStream": by((w) => ({ id: w.spareStream })),
  "logstream/update.updateLogStream": by((w) => ({ id: w.stream, name })),
  "logtransfer/create.createLogTransfer": by((w) => ({
    streamId: w.spareStream,
    target: { type: "syslog", host: "logs.example.com", port: 514 },
  })),
  "logtransfer/delete.deleteLogTransfer": by((w) => ({ id: w.transfer })),
  "logtransfer/update.updateLogTransfer": by((w) => ({ id: w.transfer, enabled: false })),
  "member/add.addMembers": by((w) => ({ poolId: w.pool, members: [{ address: "10.77.9.12", port: 1 }] })),
  "member/check.checkMember": { of: (w) => [{ poolId: w.pool, id: w.member }], needsMore: true },
  "member/drain.drainMembers": by((w) => ({ poolId: w.pool, ids: [w.member], sessionsS: null })),
  "member/remove.removeMembers": by((w) => ({ poolId: w.pool, ids: [w.member] })),
  "member/set-all.setAllMembers": by((w) => ({ poolId: w.freePool, members: [{ address: "10.77.9.12", port: 1 }] })),
  "member/update-many.updateMembers": by((w) => ({ poolId: w.pool, members: [{ id: w.member, weight: 7 }] })),
  "member/update.updateMember": by((w) => ({ poolId: w.pool, id: w.member, weight: 7 })),
  "pool/clear-sessions.clearSourceSessions": { of: (w) => [w.pool], needsMore: true },
  "pool/create.createPool": by((w) => ({ loadBalancerId: w.balancer, protocol: "HTTP", name })),
  "pool/delete.deletePool": by((w) => ({ id: w.freePool })),
  "pool/update.updatePool": by((w) => ({ id: w.pool, name })),
  "preferences/save.saveListPreferences": {
    of: () => [{ resource: "eip", preferences: { columns: {}, density: "compact" } }],
    everyoneMay: true,
  },
  "project/create.createProject": admins(() => ({ name })),
  "project/delete.deleteProject": { ...admins((w) => ({ id: w.project })), needsMore: true },
  "project/set-quotas.setQuotas": admins((w) => ({ projectId: w.project, listener: 7 })),
  "project/update.updateProject": admins((w) => ({ id: w.project, name })),
  "region/update.updateRegion": admins((w) => ({ region: w.region, zones: ["z1"] })),
  "sample/create.createSample": { of: () => [8088], strangerMay: true, needsMore: true },
  "sample/remove.removeSample": { of: () => [] },
  "scalinggroup/create.createScalingGroup": by((w) => ({ name, projectId: w.project })),
  "scalinggroup/delete.deleteScalingGroup": { ...by((w) => ({ id: w.scaling })), needsMore: true },
  "scalinggroup/links.createScalingLink": by((w) => ({ scalingGroupId: w.scaling, poolId: w.freePool, port: 81 })),
  "scalinggroup/links.updateScalingLink": by((w) => ({ scalingGroupId: w.scaling, id: w.link, weight: 4 })),
  "scalinggroup/links.deleteScalingLink": by((w) => ({ scalingGroupId: w.scaling, id: w.link })),
  "scalinggroup/register.registerInstances": by((w) => ({
    scalingGroupId: w.scaling,
    instances: [{ address: "10.77.9.13" }],
  })),
  "scalinggroup/register.deregisterInstances": by((w) => ({ scalingGroupId: w.scaling, instances: [w.instance] })),
  "scalinggroup/update.updateScalingGroup": by((w) => ({ id: w.scaling, name })),
  "server/create.createServer": by((w) => ({ name, address: "10.77.9.14", projectId: w.project })),
  "server/delete.deleteServers": by((w) => ({ ids: [w.spareServer] })),
  "server/update.updateServer": by((w) => ({ id: w.spareServer, name })),
  "session/end.endSession": by((w) => ({ id: w.session })),
  "sourceaddress/update.updateSourceAddresses": admins(() => ({ addresses: [] })),
  "subnet/create.createSubnet": by((w) => ({ vpcId: w.vpc, name, cidr: "10.77.3.0/24" })),
  "subnet/delete.deleteSubnet": by((w) => ({ id: w.emptySubnet })),
  "subnet/update.updateSubnet": by((w) => ({ id: w.subnet, name })),
  "token/create.createApiToken": by((w) => ({ name, role: "operator", projectId: w.project })),
  "token/delete.deleteApiToken": by((w) => ({ id: w.token })),
  "user/create.createUser": { of: () => [{ name: "victim_new", role: "observer", password }, hash], admin: true },
  "user/delete.deleteUser": admins((w) => ({ id: w.account })),
  "user/update.updateUser": { of: (w) => [{ id: w.account, role: "operator" }, hash], admin: true },
  "vpc/create.createVpc": by(() => ({ name, cidr: "10.79.0.0/16" })),
  "vpc/delete.deleteVpc": by((w) => ({ id: w.emptyVpc })),
  "vpc/update.updateVpc": by((w) => ({ id: w.vpc, name })),
};

/** Functions with a context that nobody outside the services may ask, each with who does. */
export const internals: Readonly<Record<string, string>> = {
  "alarm/deliver.deliverTo": "the keeper of alarms and the test of a target",
  "alarm/evaluate-rule.evaluateRule": "the keeper of alarms",
  "alarm/read-value.readAlarmValue": "the keeper of alarms",
  "configuration/apply.applyState": "restore, import and undo",
  "configuration/apply.tryState": "their previews",
  "configuration/confirmation.undoOverdue": "the console's own clock",
  "configuration/owners.requireOwn": "a refusal itself",
  "configuration/require-whole-view.requireWholeView": "a refusal itself",
  "loadbalancer/search.rateOf": "a rate of rows that the caller has already",
  "logtransfer/require-target.requireTarget": "a refusal itself",
  "member/ids.memberIdsOf": "ids under groups that the caller has already",
  "overview/attention.readAttention": "the overview",
  "scalinggroup/take-answer.takeAnswer": "the keeper of scaling groups",
  "topology/scope.readScope": "reads that show what is in it one by one",
  "topology/scope.topologyOf": "reads that have found their load balancer",
};
