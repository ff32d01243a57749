import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Db, openDatabase } from "@/lib/db/client";
import { session as sessions, user } from "@/lib/db/schema";
import type { Role } from "@/lib/model/api-token";
import { configureAccessLog } from "../../accesslog/configure";
import { createAlarmRule } from "../../alarmrule/create";
import { createAlarmTarget } from "../../alarmtarget/create";
import { issueCertificate } from "../../certificate/issue";
import type { Context } from "../../context";
import { createEip } from "../../eip/create";
import { createHealthMonitor } from "../../healthmonitor/create";
import { createL7Policy } from "../../l7policy/create";
import { getL7Policy } from "../../l7policy/list";
import { createListener } from "../../listener/create";
import { createLoadBalancer } from "../../loadbalancer/create";
import { updateLoadBalancer } from "../../loadbalancer/update";
import { createLogGroup } from "../../loggroup/create";
import { createLogStream } from "../../logstream/create";
import { createLogTransfer } from "../../logtransfer/create";
import { addMembers } from "../../member/add";
import { createPool } from "../../pool/create";
import { createProject } from "../../project/create";
import { readRegion } from "../../region/read";
import { createSample } from "../../sample/create";
import { createScalingGroup } from "../../scalinggroup/create";
import { createScalingLink } from "../../scalinggroup/links";
import { registerInstances } from "../../scalinggroup/register";
import { createServer } from "../../server/create";
import { currentGeneration } from "../../settings";
import { createSubnet } from "../../subnet/create";
import { createApiToken } from "../../token/create";
import { headKey as traceHeadKey } from "../../trace/chain";
import { listTraces } from "../../trace/list";
import { createUser } from "../../user/create";
import { createVpc } from "../../vpc/create";
import { testContext } from "../context";

/** Every name in the project that strangers must not see begins so. */
export const mark = "victim";

/** Ids of one whole project, and the shared things beside it. */
export type World = Awaited<ReturnType<typeof fillWorld>>;

/** Who asks: the owner's operator, one who may only read, another project's operator, the administrator. */
export type Person = "owner" | "reader" | "stranger" | "admin";

export interface Walked {
  world: World;
  /** Gives a database of its own with the same world. */
  fork(): Db;
  as(person: Person, db?: Db): Context;
}

/** Builds the world once, by an administrator who has chosen to see the stranger's project: the worst case for events. */
export async function buildWorld(): Promise<Walked> {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-walk-"));
  const ctx = testContext();
  const world = await fillWorld(ctx);
  const source = ctx.db.$client.name;
  ctx.db.$client.pragma("wal_checkpoint(TRUNCATE)");
  const fork = () => {
    const directory = mkdtempSync(path.join(tmpdir(), "evenkeel-walk-"));
    copyFileSync(source, path.join(directory, "evenkeel.db"));
    return openDatabase(directory);
  };
  const people: Record<Person, { role: Role; projectId: string | null }> = {
    owner: { role: "operator", projectId: world.project },
    reader: { role: "observer", projectId: null },
    stranger: { role: "operator", projectId: world.strangers },
    admin: { role: "admin", projectId: null },
  };
  const as = (person: Person, db: Db = ctx.db): Context => {
    const { role, projectId } = people[person];
    const actor = { id: world.people[person], name: `walk-${person}`, role, projectId };
    return { ...ctx, db, actor, projectId: projectId ?? world.project };
  };
  return { world, fork, as };
}

/** Puts it into the database of a context of somebody who may do everything. */
export async function fillWorld(admin: Context) {
  const project = createProject(admin, { name: `${mark}-project` }).id;
  const strangers = createProject(admin, { name: "strangers" }).id;
  const ctx = { ...admin, projectId: strangers };
  const people = { owner: "walk-o", reader: "walk-r", stranger: "walk-s", admin: admin.actor.id };
  const born = { createdAt: new Date(0), updatedAt: new Date(0) };
  for (const [name, id] of Object.entries(people)) {
    admin.db
      .insert(user)
      .values({
        ...born,
        id,
        name: `walk-${name}`,
        email: `${name}@h.test`,
        role: name === "admin" ? "admin" : "operator",
      })
      .run();
  }
  const vpc = createVpc(ctx, { name: "shared", cidr: "10.77.0.0/16" }).id;
  const emptyVpc = createVpc(ctx, { name: "shared-empty", cidr: "10.78.0.0/16" }).id;
  const subnet = createSubnet(ctx, { vpcId: vpc, name: "shared-subnet", cidr: "10.77.1.0/24" }).id;
  const emptySubnet = createSubnet(ctx, { vpcId: vpc, name: "shared-spare", cidr: "10.77.2.0/24" }).id;
  const balancer = createLoadBalancer(ctx, { name: `${mark}-lb`, subnetId: subnet, projectId: project }).id;
  const emptyBalancer = createLoadBalancer(ctx, { name: `${mark}-empty`, subnetId: subnet, projectId: project }).id;
  const pool = createPool(ctx, { loadBalancerId: balancer, protocol: "HTTP", name: `${mark}-pool` }).id;
  const freePool = createPool(ctx, { loadBalancerId: balancer, protocol: "HTTP", name: `${mark}-free` }).id;
  const monitor = createHealthMonitor(ctx, { poolId: pool, type: "HTTP", name: `${mark}-monitor` }).id;
  const member = addMembers(ctx, {
    poolId: pool,
    members: [{ name: `${mark}-member`, address: "10.77.9.9", port: 8081 }],
  })[0]?.id as string;
  const listener = createListener(ctx, {
    loadBalancerId: balancer,
    name: `${mark}-listener`,
    protocol: "HTTP",
    port: 8080,
    defaultPoolId: pool,
  }).id;
  const plainListener = createListener(ctx, { loadBalancerId: balancer, protocol: "TCP", port: 8081 }).id;
  const policy = createL7Policy(ctx, {
    listenerId: listener,
    name: `${mark}-policy`,
    redirectPoolId: pool,
    rules: [{ type: "PATH", compareType: "STARTS_WITH", value: `/${mark}` }],
  });
  const eip = createEip(ctx, { bandwidthMbps: 5, projectId: project, externalAddress: "203.0.113.77" }).id;
  const boundEip = createEip(ctx, { bandwidthMbps: 5, projectId: project, loadBalancerId: emptyBalancer }).id;
  const server = createServer(ctx, { name: `${mark}-server`, address: "10.77.9.9", projectId: project }).id;
  const spareServer = createServer(ctx, { name: `${mark}-spare`, address: "10.77.9.10", projectId: project }).id;
  const scaling = createScalingGroup(ctx, { name: `${mark}-scaling`, projectId: project }).id;
  const link = createScalingLink(ctx, { scalingGroupId: scaling, poolId: pool, port: 8090 }).id;
  const instance = registerInstances(ctx, {
    scalingGroupId: scaling,
    instances: [{ address: "10.77.9.11", name: `${mark}-instance` }],
  })[0]?.id as string;
  const target = createAlarmTarget(ctx, {
    name: `${mark}-target`,
    projectId: project,
    channel: { type: "slack" },
    url: "https://hooks.slack.com/services/T0/B0/key",
  }).id;
  const rule = createAlarmRule(ctx, {
    name: `${mark}-rule`,
    projectId: project,
    source: "metric",
    objectType: "loadbalancer",
    objectId: balancer,
    metric: "m1_cps",
    operator: ">",
    threshold: 10,
  }).id;
  const group = createLogGroup(ctx, { name: `${mark}-logs`, projectId: project }).id;
  const stream = createLogStream(ctx, { groupId: group, name: `${mark}-stream` }).id;
  const spareStream = createLogStream(ctx, { groupId: group, name: `${mark}-spare` }).id;
  const transfer = createLogTransfer(ctx, {
    streamId: stream,
    target: { type: "syslog", host: "logs.example.com", port: 514 },
  }).id;
  const accessLog = configureAccessLog(ctx, { loadBalancerId: balancer, groupId: group, streamId: stream }).id;
  const own = { ...ctx, projectId: project };
  const { certificate } = await issueCertificate(own, { kind: "authority", name: `${mark}-ca`, names: [] });
  const hash = async () => "hash";
  const password = "a long password";
  const account = (
    await createUser(ctx, { name: `${mark}_user`, role: "observer", projectId: project, password }, hash)
  ).id;
  const token = createApiToken(ctx, { name: `${mark}-token`, role: "observer", projectId: project }).view.id;
  const session = "walk-session";
  admin.db
    .insert(sessions)
    .values({ ...born, id: session, token: session, userId: people.owner, expiresAt: new Date(Date.now() + 3_600_000) })
    .run();
  const sample = createSample(own, 8087).id;
  updateLoadBalancer({ ...own, requestId: "walk-update" }, { id: emptyBalancer, description: `${mark}-description` });
  const trace = listTraces(admin, { resourceId: emptyBalancer, event: "update loadbalancer" })[0]?.id as string;
  return {
    project,
    strangers,
    people,
    vpc,
    emptyVpc,
    subnet,
    emptySubnet,
    balancer,
    emptyBalancer,
    pool,
    freePool,
    monitor,
    member,
    listener,
    plainListener,
    sample,
    policy: policy.id,
    policyRule: getL7Policy(ctx, policy.id).rules[0]?.id as string,
    eip,
    boundEip,
    server,
    spareServer,
    scaling,
    link,
    instance,
    target,
    rule,
    group,
    stream,
    spareStream,
    transfer,
    accessLog,
    certificate: certificate?.id as string,
    account,
    token,
    session,
    trace,
    region: readRegion(admin),
    generation: currentGeneration(admin.db),
  };
}

/** Everything that is stored, by table, without the audit, which must grow. */
export function contents(db: Db): Record<string, string[]> {
  const tables = db.$client
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not in ('traces', 'sqlite_sequence')",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db.$client
        .prepare(`select * from "${table}"`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
        .filter((row) => !row.startsWith(`["${traceHeadKey}"`)),
    ]),
  );
}

/** Whose everybody may see: the installation's, and the stranger's own. */
const common = new Set(["strangers", "vpc", "emptyVpc", "subnet", "emptySubnet", "region"]);

/** Ids of what only people of the project may see. */
export function ownIds(world: World): Record<string, string> {
  const ids = Object.entries(world).filter(([kind, id]) => typeof id === "string" && !common.has(kind));
  return Object.fromEntries(ids) as Record<string, string>;
}
