import * as z from "zod";
import {
  type ConfigurationRow,
  type ConfigurationTable,
  configurationColumns,
  configurationSettings,
} from "@/lib/db/configuration-tables";
import { CreateLogGroupInput, CreateLogStreamInput } from "@/lib/model/access-log";
import { Ipv4, MemberAddress } from "@/lib/model/address";
import { CreateAlarmRuleInput } from "@/lib/model/alarm";
import { CreateAlarmTargetInput } from "@/lib/model/alarm-target";
import { CreateCertificateInput } from "@/lib/model/certificate";
import type { ConfigurationSection } from "@/lib/model/configuration";
import { KeptDays } from "@/lib/model/configuration";
import { CreateHealthMonitorInput } from "@/lib/model/healthmonitor";
import { CreateL7PolicyInput } from "@/lib/model/l7policy";
import { L7RuleInput } from "@/lib/model/l7rule";
import { CreateListenerInput } from "@/lib/model/listener";
import { CreateLoadBalancerInput } from "@/lib/model/loadbalancer";
import { CreateLogTransferInput } from "@/lib/model/log-transfer";
import { MemberInput } from "@/lib/model/member";
import { CreateEipInput, CreateEipPoolInput, CreateSubnetInput, CreateVpcInput } from "@/lib/model/network";
import { CreatePoolInput } from "@/lib/model/pool";
import { CreateProjectInput, defaultQuota, QuotaLimit, type QuotaResource, Region } from "@/lib/model/project";
import { rule } from "@/lib/model/rule";
import { CreateScalingGroupInput, CreateScalingLinkInput, RegisterInstancesInput } from "@/lib/model/scaling-group";
import { CreateServerInput } from "@/lib/model/server";
import { SourceAddresses } from "@/lib/model/source-address";
import { Id, integer, OptionalName, Port } from "@/lib/model/text";
import { invalidField } from "../errors";
import { parse } from "../parse";

/** Ms of the epoch. */
const Time = integer(0, 8_640_000_000_000_000);
const ownId = { id: Id, createdAt: Time };
const quotaResources = Object.keys(defaultQuota) as [QuotaResource, ...QuotaResource[]];

/** What the services' own inputs say of a row's fields, and of those that the services set themselves. */
const schemas: Record<Exclude<ConfigurationSection, "settings">, readonly z.ZodType[]> = {
  projects: [CreateProjectInput, z.object(ownId)],
  quotas: [
    z.object({ projectId: Id, resource: z.enum(quotaResources, { error: rule("invalid") }), limit: QuotaLimit }),
  ],
  vpcs: [CreateVpcInput, z.object(ownId)],
  subnets: [CreateSubnetInput, z.object(ownId)],
  eipPools: [CreateEipPoolInput, z.object(ownId)],
  certificates: [
    CreateCertificateInput.omit({ certificate: true, privateKey: true, password: true }),
    z.object({
      ...ownId,
      projectId: Id,
      certificatePem: CreateCertificateInput.shape.certificate,
      facts: z.unknown(),
      sealedKey: z.string().nullable(),
    }),
  ],
  loadBalancers: [
    CreateLoadBalancerInput,
    z.object({ ...ownId, projectId: Id, vpcId: Id, vipPortId: Id, vipAddress: Ipv4 }),
  ],
  eips: [CreateEipInput, z.object({ ...ownId, projectId: Id, address: Ipv4 })],
  servers: [CreateServerInput, z.object({ ...ownId, projectId: z.union([Id, z.literal("")]) })],
  scalingGroups: [CreateScalingGroupInput, z.object({ ...ownId, projectId: Id })],
  scalingInstances: [
    RegisterInstancesInput.shape.instances.element,
    z.object({ ...ownId, scalingGroupId: Id, leavesAt: Time.nullable().default(null) }),
  ],
  pools: [CreatePoolInput, z.object({ ...ownId, loadBalancerId: Id })],
  members: [
    MemberInput,
    z.object({
      ...ownId,
      poolId: Id,
      drainUntil: Time.nullable().default(null),
      scalingGroupId: Id.nullable().default(null),
      scalingLeaving: z.boolean().default(false),
    }),
  ],
  healthMonitors: [CreateHealthMonitorInput, z.object(ownId)],
  scalingLinks: [CreateScalingLinkInput, z.object(ownId)],
  listeners: [CreateListenerInput, z.object(ownId)],
  l7Policies: [CreateL7PolicyInput, z.object({ ...ownId, position: integer(1, 2_147_483_647) })],
  l7Rules: [L7RuleInput, z.object({ ...ownId, policyId: Id })],
  logGroups: [CreateLogGroupInput, z.object({ ...ownId, projectId: Id })],
  logStreams: [CreateLogStreamInput, z.object(ownId)],
  accessLogs: [z.object({ ...ownId, loadBalancerId: Id, streamId: Id })],
  logTransfers: [CreateLogTransferInput, z.object({ ...ownId, sealedSecret: z.string() })],
  alarmTargets: [
    CreateAlarmTargetInput,
    z.object({ ...ownId, projectId: Id, origin: z.string(), hasSecret: z.boolean(), sealed: z.string() }),
  ],
  alarmRules: [CreateAlarmRuleInput, z.object({ ...ownId, projectId: Id, objectName: OptionalName.default("") })],
  demoServers: [
    z.object({
      id: Id,
      name: OptionalName.default(""),
      address: MemberAddress,
      port: Port,
      loadBalancerId: Id,
    }),
  ],
};

const settingValues: Readonly<Record<string, z.ZodType>> = {
  region: Region.shape.region,
  zones: Region.shape.zones,
  defaultProjectId: Id,
  sourceAddresses: SourceAddresses.shape.addresses,
  alarmTargetsMayBeLocal: z.boolean({ error: rule("invalid") }),
  addMissingAddresses: z.boolean({ error: rule("invalid") }),
  keptDays: KeptDays,
};

/**
 * One row as its service would store it: absent fields get their defaults, every field keeps its rule.
 * @throws ServiceError with the fields that break a rule
 */
export function readRow(entry: ConfigurationTable, raw: ConfigurationRow): ConfigurationRow {
  const columns = configurationColumns(entry).map(([property]) => property);
  const unknown = Object.keys(raw).find((property) => !columns.includes(property));
  if (unknown !== undefined) throw invalidField(unknown.slice(0, 100), rule("unknownField"));
  if (entry.section === "settings") return readSettingRow(raw);
  const fields = Object.assign({}, ...schemas[entry.section].map((schema) => parse(schema, raw))) as ConfigurationRow;
  return Object.fromEntries(columns.map((property) => [property, fields[property] ?? null]));
}

function readSettingRow({ key, value }: ConfigurationRow): ConfigurationRow {
  const name = String(key);
  const schema = configurationSettings.includes(name) ? settingValues[name] : undefined;
  if (schema === undefined) throw invalidField("key", rule("unknownField"));
  return { key: name, value: parse(z.object({ [name]: schema }), { [name]: value })[name] };
}
