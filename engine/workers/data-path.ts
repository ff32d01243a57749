import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import { AccessLogs } from "@/engine/access-log/access-logs";
import type { AccessLogReport } from "@/engine/access-log/report";
import { L4Context } from "@/engine/l4/l4-context";
import { TcpListener } from "@/engine/l4/tcp-listener";
import { UdpServer } from "@/engine/l4/udp/udp-server";
import { HttpContext } from "@/engine/l7/http-context";
import { HttpListener } from "@/engine/l7/http-listener";
import { Bandwidths } from "@/engine/limits/bandwidths";
import { ConnectionGate } from "@/engine/limits/connection-gate";
import type { ListenerPlan, PoolPlan } from "@/engine/plan/plan";
import type { PlanStep } from "@/engine/plan/steps";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { StickinessRegistry } from "@/engine/stickiness/stickiness-registry";
import { closeDescriptor } from "@/engine/sys/listen-socket";
import { sharedNow } from "@/engine/sys/shared-clock";
import { BufferPool } from "@/engine/upstream/buffer-pool";
import { MemberRegistry } from "@/engine/upstream/member-registry";
import { explainPassage } from "@/engine/explain/explain-passage";
import { PoolState } from "@/engine/upstream/pool-state";
import { ListenError } from "@/engine/upstream/tcp/listening-socket";
import { TicketKeys } from "@/engine/tls/ticket-keys";
import { TimerWheel } from "@/engine/upstream/timer-wheel";
import { DescriptorBudget } from "./descriptor-budget";
import type { BoundSocket } from "./messages";
import type { ProtocolServer } from "./protocol-server";
import { SessionChannel } from "./session-channel";
import type { SharedMemory } from "./shared-memory";
import { StreamServer } from "./stream-server";

const tickMs = 100;
/** Turns between two looks at the segments of open connections: 5 s. */
const segmentTicks = 50;
/** Access logs are at most so many ticks behind. */
const logTicks = 5;
/** The limit of open files is looked at once a second. */
const budgetTicks = 10;
/** A tick that is this late tells that the thread was held up. */
const stallMs = 3 * tickMs;

/** Connections of a removed listener or member that were reset at the end of the time they had. */
export interface DrainReset {
  type: "listener" | "member";
  id: string;
  connections: number;
}

/** A socket that could not listen, with the operating system's code. */
export interface SocketProblem {
  key: string;
  code: string;
  message: string;
}

export interface DataPathOptions {
  /** How long a removed listener's connections may finish. */
  drainMs?: number;
  /** For session cookies: the same in all workers and after a restart. */
  secret?: string;
  /** Where access logs are written; empty: nowhere. */
  logDirectory?: string;
  onAccessLog?: (report: AccessLogReport) => void;
}

/**
 * All that one worker runs: listeners by id, members by key, timers. Parts of it are changed between two events;
 * connections see it with their next request. Removed listeners drain until their deadline.
 */
export class DataPath {
  readonly wheel = new TimerWheel(performance.now(), tickMs);
  readonly registry: MemberRegistry;
  private readonly drainMs: number;
  private readonly logs: AccessLogs;
  private readonly budget: DescriptorBudget;
  private readonly http: HttpContext;
  private readonly l4: L4Context;
  private readonly stickiness: StickinessRegistry;
  private readonly bandwidths: Bandwidths;
  private readonly sessions: SessionChannel;
  /** Servers whose connections' segments are to be counted next. */
  private readonly unlooked: ProtocolServer[] = [];
  private readonly servers = new Map<string, ProtocolServer>();
  /** Removed listeners with what is open on them, and until when. */
  private readonly draining = new Map<ProtocolServer, { id: string; deadline: number }>();
  /** Told what was reset because it had not ended in time. */
  onReset: (reset: DrainReset) => void = () => {};
  private readonly pools = new Map<string, PoolState>();
  private readonly plans = new Map<string, ListenerPlan>();
  /** Listeners by the id of their default group. */
  private readonly users = new Map<string, Set<ListenerPlan>>();
  private readonly tickets: TicketKeys;
  private readonly interval: NodeJS.Timeout;
  private ticks = 0;
  private stalled = false;
  private whenIdle: (() => void) | null = null;

  constructor(
    private readonly shared: SharedMemory,
    private readonly worker: number,
    { drainMs = 30_000, secret = "", logDirectory = "", onAccessLog = () => undefined }: DataPathOptions = {},
  ) {
    this.drainMs = drainMs;
    this.logs = new AccessLogs(logDirectory, worker, onAccessLog);
    this.sessions = new SessionChannel((lesson) => this.stickiness.taught(lesson, Date.now()));
    this.stickiness = new StickinessRegistry(
      secret,
      (lesson) => this.sessions.teach(lesson),
      new SourceSessions(shared.cookieSessions, worker + 1),
    );
    const prefix = randomBytes(5).toString("hex") + worker.toString(36);
    this.registry = new MemberRegistry(shared, worker, this.wheel);
    const gate = new ConnectionGate(shared, worker);
    this.budget = new DescriptorBudget(shared.capacity.workers, gate, this.registry);
    const buffers = new BufferPool();
    this.bandwidths = new Bandwidths(shared, worker);
    this.tickets = new TicketKeys(shared);
    this.http = new HttpContext(shared, worker, this.wheel, prefix, gate, buffers, this.bandwidths, this.logs);
    this.http.pools = this.pools;
    this.l4 = new L4Context(shared, worker, this.wheel, gate, buffers, this.bandwidths);
    this.interval = setInterval(() => this.tick(), tickMs);
  }

  /** Does one step of a change of what runs. Whatever the step does not name goes on untouched. */
  apply(step: PlanStep<ListenerPlan>): void {
    switch (step.type) {
      case "pool":
        this.setPool(step.pool);
        return;
      case "listener":
        this.setListener(step.listener);
        return;
      case "removeListener":
        this.removeListener(step.id);
        return;
      case "removePool":
        this.pools.delete(step.id);
        this.stickiness.forget(step.id);
        return;
      case "removeMember":
        this.registry.remove(step.key);
        return;
      default:
        step satisfies never;
    }
  }

  private setPool(plan: PoolPlan): void {
    this.registry.put(plan.members);
    const former = this.pools.get(plan.id) ?? null;
    const pool = new PoolState(plan, this.registry, former, this.stickiness.build(plan));
    this.pools.set(plan.id, pool);
    for (const listener of this.users.get(plan.id) ?? []) this.servers.get(listener.id)?.apply(listener, pool);
  }

  private setListener(plan: ListenerPlan): void {
    this.bandwidths.apply(plan);
    this.tickets.use(plan.tls);
    this.use(this.plans.get(plan.id), plan);
    const pool = this.poolOf(plan);
    const server = this.servers.get(plan.id);
    if (server !== undefined) server.apply(plan, pool);
    else this.servers.set(plan.id, this.serve(plan, pool));
  }

  private poolOf({ defaultPoolId }: ListenerPlan): PoolState | null {
    return defaultPoolId === null ? null : (this.pools.get(defaultPoolId) ?? null);
  }

  private removeListener(id: string): void {
    this.use(this.plans.get(id), undefined);
    const server = this.servers.get(id);
    if (server !== undefined) this.drop(id, server);
  }

  /** Keeps which listeners have a group as their default one. */
  private use(former: ListenerPlan | undefined, plan: ListenerPlan | undefined): void {
    if (former !== undefined) {
      this.plans.delete(former.id);
      const users = this.users.get(former.defaultPoolId ?? "");
      users?.delete(former);
      if (users?.size === 0) this.users.delete(former.defaultPoolId ?? "");
    }
    if (plan === undefined) return;
    this.plans.set(plan.id, plan);
    if (plan.defaultPoolId === null) return;
    const users = this.users.get(plan.defaultPoolId) ?? new Set();
    users.add(plan);
    this.users.set(plan.defaultPoolId, users);
  }

  private serve(plan: ListenerPlan, pool: PoolState | null): ProtocolServer {
    if (plan.protocol === "UDP") return new UdpServer(this.l4, plan, pool);
    const listener =
      plan.protocol === "TCP" ? new TcpListener(this.l4, plan, pool) : new HttpListener(this.http, plan, pool);
    return new StreamServer(listener);
  }

  /** Listens on one more socket; null is success. */
  bind(socket: BoundSocket): SocketProblem | null {
    const { key, listenerId, fd } = socket;
    const server = this.servers.get(listenerId);
    if (server === undefined || (fd === undefined && server.has(key))) {
      if (fd !== undefined) closeDescriptor(fd);
      return null;
    }
    this.unbind(listenerId, key);
    try {
      server.bind(socket);
      this.budget.add(1);
      return null;
    } catch (error) {
      if (!(error instanceof ListenError)) throw error;
      return { key, code: error.code, message: error.message };
    }
  }

  /** Listens there no more; connections that came in there stay. */
  unbind(listenerId: string, key: string): void {
    const server = this.servers.get(listenerId);
    if (server?.has(key) !== true) return;
    server.unbind(key);
    this.budget.add(-1);
  }

  private drop(id: string, server: ProtocolServer): void {
    this.servers.delete(id);
    this.budget.add(-server.keys.length);
    server.drain();
    this.draining.set(server, { id, deadline: performance.now() + this.drainMs });
  }

  /** Ends everything: `done` is called when the last connection is over, or reset at the deadline. */
  stop(deadlineMs: number, done: () => void): void {
    this.whenIdle = done;
    for (const [id, server] of this.servers) this.drop(id, server);
    const deadline = performance.now() + deadlineMs;
    for (const drain of this.draining.values()) drain.deadline = Math.min(drain.deadline, deadline);
    this.sweep(performance.now());
  }

  /** What would become of a request; null: no such listener runs. Changes nothing. */
  explain(listenerId: string, passage: AskedPassage): PassageExplanation | null {
    const plan = this.plans.get(listenerId);
    const server = this.servers.get(listenerId);
    if (plan === undefined || server === undefined) return null;
    const http = server instanceof StreamServer && server.listener instanceof HttpListener ? server.listener : null;
    return explainPassage(passage, { plan, pool: this.poolOf(plan), http, shared: this.shared, gate: this.http.gate });
  }

  /** Sessions by the application's cookie, by member's key. */
  countSessions(poolId: string): ReadonlyMap<string, number> {
    return this.stickiness.count(poolId, Date.now());
  }

  /** The server of a listener, for tests. */
  serverOf(listenerId: string): ProtocolServer | undefined {
    return this.servers.get(listenerId);
  }

  private tick(): void {
    const now = performance.now();
    this.registry.now = sharedNow();
    // After a stall what came meanwhile is read first: its deadlines passed here, not at the other side.
    if (!this.stalled && now - this.wheel.now > stallMs) {
      this.stalled = true;
      this.wheel.now = now;
    } else {
      this.stalled = false;
      this.wheel.advance(now);
    }
    this.ticks += 1;
    if (this.ticks % logTicks === 0) this.logs.flush();
    if (this.ticks % budgetTicks === 0) this.budget.look();
    if (this.tickets.look()) for (const plan of this.plans.values()) this.tickets.use(plan.tls);
    if (this.ticks % 2 === 0) Atomics.add(this.shared.heartbeats, this.worker, 1);
    this.lookAtSegments();
    if (this.draining.size > 0) this.sweep(now);
    if (this.registry.leaving.size > 0) this.sweepMembers(now);
  }

  /** One listener a turn, each at most every {@link segmentTicks}: with many connections this is the kernel's time. */
  private lookAtSegments(): void {
    if (this.unlooked.length === 0 && this.ticks % segmentTicks === 0) this.unlooked.push(...this.servers.values());
    this.unlooked.pop()?.lookAtSegments();
  }

  /** Removed members that have had their time. */
  private sweepMembers(now: number): void {
    for (const [member, since] of this.registry.leaving) {
      if (now < since + this.drainMs) continue;
      this.registry.leaving.delete(member);
      let connections = 0;
      for (const server of this.servers.values()) connections += server.resetMember(member);
      for (const server of this.draining.keys()) connections += server.resetMember(member);
      this.report("member", member.plan.id, connections);
    }
  }

  private report(type: DrainReset["type"], id: string, connections: number): void {
    if (connections > 0) this.onReset({ type, id, connections });
  }

  private sweep(now: number): void {
    for (const [server, { id, deadline }] of this.draining) {
      if (!server.isIdle && now >= deadline) this.report("listener", id, server.reset());
      if (server.isIdle) this.draining.delete(server);
    }
    if (this.draining.size > 0 || this.whenIdle === null) return;
    const done = this.whenIdle;
    this.whenIdle = null;
    clearInterval(this.interval);
    this.registry.close();
    this.sessions.close();
    void this.end(done);
  }

  private async end(done: () => void): Promise<void> {
    await this.logs.close();
    done();
  }
}
