import type { L7PolicySpec } from "@/lib/wire/snapshot";
import type { HttpListener } from "@/engine/l7/http-listener";
import { Cell, HealthWord, listenerCells } from "@/engine/observe/cells";
import type { AddressSet, ListenerPlan, MemberPlan, Plan, PoolPlan } from "@/engine/plan/plan";
import { compileRoutes } from "@/engine/plan/compile-policies";
import { Findings } from "@/engine/plan/findings";
import { planSteps } from "@/engine/plan/steps";
import { DataPath } from "@/engine/workers/data-path";
import { SharedMemory } from "@/engine/workers/shared-memory";
import type { StreamServer } from "@/engine/workers/stream-server";
import type { BoundSocket } from "@/engine/workers/messages";

export interface BalancerOptions {
  members: {
    port: number;
    weight?: number;
    enabled?: boolean;
    address?: string;
    id?: string;
    drainUntil?: number | null;
    /** Its group; the listener's default group unless given. */
    pool?: string;
    sources?: string[];
  }[];
  listener?: Partial<ListenerPlan>;
  /** Settings of all groups. */
  pool?: Partial<PoolPlan>;
  policies?: L7PolicySpec[];
  drainMs?: number;
  logDirectory?: string;
  /** One of several workers: the memory that they share, and which it is. */
  shared?: SharedMemory;
  worker?: number;
}

/** One worker's data path with one HTTP listener on a free port, for tests; its plan is written by hand. */
export class Balancer {
  readonly shared: SharedMemory;
  readonly dataPath: DataPath;
  private generation = 0;
  private plan: Plan | null = null;
  private options: BalancerOptions;

  constructor(options: BalancerOptions) {
    this.options = options;
    this.shared = options.shared ?? SharedMemory.create({ workers: 1, listeners: 4, members: 32 });
    this.dataPath = new DataPath(this.shared, options.worker ?? 0, {
      ...(options.drainMs === undefined ? {} : { drainMs: options.drainMs }),
      logDirectory: options.logDirectory ?? "",
    });
    this.shared.health.fill(HealthWord.notChecked);
    this.apply(options);
  }

  /** Swaps in a changed plan. */
  apply(change: Partial<BalancerOptions>): void {
    this.options = { ...this.options, ...change };
    this.run(planOf(this.options, ++this.generation));
    if (this.server.has(socketKey)) return;
    const problem = this.dataPath.bind(socketOf(this.options));
    if (problem !== null) throw new Error(problem.code);
  }

  /** Takes the listener away. */
  removeListener(): void {
    const plan = planOf(this.options, ++this.generation);
    this.run({ ...plan, listeners: new Map() });
  }

  private run(plan: Plan): void {
    for (const step of planSteps(this.plan, plan)) this.dataPath.apply(step);
    this.plan = plan;
  }

  get server(): StreamServer<HttpListener> {
    return this.dataPath.serverOf("listener") as StreamServer<HttpListener>;
  }

  get port(): number {
    return this.server.portOf(socketKey) as number;
  }

  /** A counter of the listener. */
  count(cell: keyof typeof Cell): number {
    return this.shared.trafficOf(0)[slot * listenerCells + Cell[cell]] as number;
  }

  /** Requests that the member at `index` holds. */
  inFlight(index: number): number {
    return Atomics.load(this.shared.inFlight, index);
  }

  setHealth(index: number, word: keyof typeof HealthWord): void {
    Atomics.store(this.shared.health, index, HealthWord[word]);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.dataPath.stop(0, resolve));
  }
}

const slot = 1;
const socketKey = "listener 127.0.0.1:0";

function socketOf({ listener }: BalancerOptions): BoundSocket {
  const transport = listener?.protocol === "UDP" ? "udp" : "tcp";
  return { key: socketKey, listenerId: "listener", transport, address: "127.0.0.1", port: 0 };
}

function planOf(options: BalancerOptions, generation: number): Plan {
  const members: MemberPlan[] = options.members.map((member, index) => {
    const id = member.id ?? `member-${index}`;
    const address = member.address ?? "127.0.0.1";
    return {
      id,
      poolId: member.pool ?? "pool",
      name: id,
      slot: index,
      address,
      port: member.port,
      key: `${id} ${address}:${member.port}`,
      weight: member.weight ?? 1,
      enabled: member.enabled ?? true,
      drainUntil: member.drainUntil ?? null,
      sources: member.sources ?? [],
    };
  });
  const pools = new Map<string, PoolPlan>();
  for (const id of new Set(["pool", ...members.map((member) => member.poolId)])) {
    pools.set(id, {
      id,
      name: id,
      protocol: "HTTP",
      algorithm: "ROUND_ROBIN",
      enabled: true,
      members: members.filter((member) => member.poolId === id),
      healthMonitor: null,
      persistence: null,
      passiveEjection: null,
      slowStartMs: 0,
      failOpen: false,
      proxyProtocol: null,
      ...options.pool,
    });
  }
  const findings = new Findings();
  const routes = compileRoutes({ policyOrder: "guide", policies: options.policies ?? [] }, { pools, findings });
  if (findings.errors[0] !== undefined) throw new Error(findings.errors[0].message);
  const listener: ListenerPlan = {
    id: "listener",
    name: "listener",
    loadBalancerId: "lb",
    slot,
    protocol: "HTTP",
    port: 0,
    addresses: [{ kind: "private", address: "127.0.0.1", allowedSources: null, bandwidth: null }],
    defaultPoolId: "pool",
    routes,
    redirect: null,
    clientDataMs: 60_000,
    headerTimeoutMs: 60_000,
    memberConnectMs: 5000,
    memberDataMs: 60_000,
    xForwardedFor: true,
    forwardedFor: "append",
    trustedProxies: null,
    proxyProtocolFrom: null,
    fixedHeaders: "X-Forwarded-Proto: http\r\n",
    xForwardedHost: false,
    whitelist: null,
    accessLog: null,
    connectionLimit: -1,
    connectionsPerSource: -1,
    tls: null,
    ...options.listener,
  };
  return {
    generation,
    listeners: new Map([[listener.id, listener]]),
    pools,
    members: new Map(members.map((member) => [member.id, member])),
  };
}

/** A set of exactly these addresses. */
export function addressSet(...addresses: number[]): AddressSet {
  const set = new Set(addresses);
  return { size: set.size, has: (address) => set.has(address) };
}
