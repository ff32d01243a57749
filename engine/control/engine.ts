import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { EngineNotice } from "@/lib/model/engine-notice";
import type {
  ApplyResult,
  EnginePush,
  EngineState,
  MemberState,
  ObjectError,
  SourceSessionList,
  Totals,
} from "@/lib/wire/messages";
import type { AskedPassage, Explanation, PassageExplanation } from "@/lib/wire/explanation";
import type { AskedRequest, RouteExplanation } from "@/lib/wire/route-explanation";
import { readSealingKey, unseal } from "@/lib/wire/sealed";
import { emptySnapshot, type Snapshot } from "@/lib/wire/snapshot";
import { AccessLogKeeper } from "@/engine/access-log/keeper";
import { DemoServers } from "@/engine/demo/demo-servers";
import { checkTargets } from "@/engine/health/check-target";
import { type CheckNowResult, HealthChecker } from "@/engine/health/checker";
import { Observer } from "@/engine/observe/observer";
import { Spool, type SpooledPoint } from "@/engine/observe/spool";
import { type Compilation, compilePlan, type OpenKey } from "@/engine/plan/compile";
import { memberKey } from "@/engine/plan/compile-pool";
import { withKnownSpecs } from "@/engine/plan/known-specs";
import { explainRoutes } from "@/engine/routing/explain";
import { canOpenSockets } from "@/engine/sys/listen-socket";
import { canPing } from "@/engine/sys/ping-socket";
import { sharedNow } from "@/engine/sys/shared-clock";
import { wantedSockets } from "@/engine/workers/listen-plan";
import { WorkerPool } from "@/engine/workers/pool";
import type { SpawnWorker } from "@/engine/workers/worker-entry";
import { AddedAddresses } from "./added-addresses";
import type { DataDirectory } from "./data-directory";
import { Ejections } from "./ejections";
import { readLastGood, setAside } from "./last-good";
import { LastGoodKeeper } from "./last-good-keeper";
import { Refusals } from "./refusals";
import { Rows } from "./rows";
import { readSessionSecret } from "./session-secret";
import { TurnsKeeper } from "./turns-keeper";
import { SessionView } from "./session-view";
import { version } from "./version";

const retryEveryMs = 3_000;
/** How long refused connections and a replaced worker are told. */
const refusedNoticeMs = 60_000;
const replacedNoticeMs = 600_000;
/** How long turns of checks that were left out are told. */
const lateChecksNoticeMs = 60_000;
/** How long an apply waits for the first results of new members, so that its answer finds them in rotation. */
const firstProbesMs = 100;

/** A request that stops so was judged by the policies before. */
const routedStops: ReadonlySet<PassageExplanation["stop"]> = new Set<PassageExplanation["stop"]>([
  "policy",
  "noGroup",
  "groupDisabled",
  "noMember",
  "noHealthyMember",
]);

export interface EngineOptions {
  directory: DataDirectory;
  workers: number;
  log: Logger;
  spawn?: SpawnWorker;
}

/** Desired state in, running state out: applies snapshots one after the other and keeps what belongs to them going. */
export class Engine {
  /** Receives everything that subscribers are sent but points; these are read from {@link points}. */
  onPush: (push: EnginePush) => void = () => {};
  onPoint: () => void = () => {};
  readonly epoch = randomUUID();
  private readonly startedAt = Date.now();
  private readonly pool: WorkerPool;
  private readonly rows: Rows;
  private readonly ejections: Ejections;
  private readonly health: HealthChecker;
  private readonly turns: TurnsKeeper;
  private readonly spool: Spool;
  private readonly observer: Observer;
  readonly sessions: SessionView;
  private readonly demo = new DemoServers();
  private readonly notices = new Set<EngineNotice>();
  private readonly refusals = new Refusals();
  private readonly accessLogs: AccessLogKeeper;
  private readonly lastGood: LastGoodKeeper;
  private readonly addedAddresses: AddedAddresses;
  private warnings: ObjectError[] = [];
  private snapshot: Snapshot = emptySnapshot();
  /** What the running snapshot was compiled to. */
  private compilation: Compilation | null = null;
  /** Generation that was asked for last; it differs from the running one while it is being applied. */
  private generation = 0;
  private appliedAt = 0;
  private applyMs = 0;
  private tail: Promise<unknown> = Promise.resolve();
  private retryTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: EngineOptions) {
    const { directory, workers, log, spawn } = options;
    this.accessLogs = new AccessLogKeeper(directory.logs, log);
    this.lastGood = new LastGoodKeeper(directory.lastGood, (error) => this.keptLastGood(error));
    this.addedAddresses = new AddedAddresses(directory.addedAddresses, log);
    if (!canOpenSockets()) this.notices.add("NO_KOFFI");
    this.pool = new WorkerPool({
      workers,
      listeners: 4096,
      members: 32_768,
      secret: readSessionSecret(directory.sessionKey),
      logDirectory: directory.logs,
      onAccessLog: (worker, report) => this.accessLogs.totals.add(worker, report, Date.now()),
      onWorkerEnded: (worker) => this.accessLogs.totals.ended(worker),
      log,
      ...(spawn === undefined ? {} : { spawn }),
      onSocketFailed: (failure) => {
        this.refusals.addSocket(failure);
        this.pushApplied();
      },
    });
    const { memory } = this.pool;
    this.rows = new Rows(memory);
    this.sessions = new SessionView(memory);
    this.ejections = new Ejections(memory);
    this.turns = new TurnsKeeper(directory.healthTurns, () => this.health.turns(), log);
    this.health = new HealthChecker({
      words: memory.health,
      turns: this.turns.read(),
      onFit: (slot) => {
        memory.onlineSince[slot] = sharedNow();
      },
      onChange: (member) => {
        this.turns.changed();
        this.pushMember(member);
      },
    });
    this.spool = new Spool(directory.spool);
    this.observer = new Observer({
      memory,
      spool: this.spool,
      log,
      onSample: (window) => {
        this.onPush({ push: "sample", epoch: this.epoch, window });
        this.pushEjections();
      },
      onPoint: () => this.onPoint(),
      onMinute: () => this.rows.reclaim(),
      onSpoolTrouble: (isBroken) => this.note("SPOOL_FAILED", isBroken),
    });
  }

  /** Starts the workers and runs the last good snapshot, if there is one. Requests may come in meanwhile; they wait. */
  boot(): Promise<void> {
    return this.inTurn(async () => {
      await this.pool.start();
      this.observer.start();
      await this.runLastGood();
      this.retryTimer = setInterval(() => this.retry(), retryEveryMs);
    });
  }

  /** Runs a snapshot: the newest that the console sends is the truth. The same one again changes nothing. */
  apply(snapshot: Snapshot): Promise<ApplyResult> {
    return this.inTurn(async () => {
      const wanted = withKnownSpecs(snapshot, this.snapshot);
      const runs = wanted === this.snapshot && this.compilation !== null;
      if (!runs || this.refusals.areRetryable) await this.run(wanted);
      return this.applyResult(snapshot.generation);
    });
  }

  /** What the plan would say of a snapshot; ports are not tried. Changes nothing. */
  validate(snapshot: Snapshot): ApplyResult {
    const wanted = withKnownSpecs(snapshot, this.snapshot);
    const { errors, warnings } = compilePlan(
      wanted,
      this.rows.preview(wanted),
      this.compilation ?? undefined,
      this.openKey,
    );
    return { generation: snapshot.generation, running: this.snapshot.generation, errors, warnings };
  }

  state(): EngineState {
    this.note("ACCESS_LOG_FAILED", this.accessLogs.totals.isAlarming(Date.now()));
    const now = sharedNow();
    const { refusedAt } = this.pool.memory;
    this.note(
      "CONNECTIONS_REFUSED",
      refusedAt.some((at) => at > 0 && now - at < refusedNoticeMs),
    );
    this.note("CHECKS_LATE", this.health.skipped.msAgo < lateChecksNoticeMs);
    this.note("WORKER_REPLACED", performance.now() - this.pool.replacedAt < replacedNoticeMs);
    return {
      pid: process.pid,
      epoch: this.epoch,
      startedAt: this.startedAt,
      version,
      workers: this.pool.size,
      generation: this.generation,
      running: this.snapshot.generation,
      appliedAt: this.appliedAt,
      applyMs: this.applyMs,
      errors: this.refusals.errors,
      warnings: this.warnings,
      members: this.health.states().map((member) => this.withEjection(member)),
      accessLogs: this.accessLogs.totals.states(),
      draining: this.rows.draining(),
      skippedChecks: this.health.skipped.turns,
      notices: [...this.notices],
    };
  }

  checkNow(memberId: string): Promise<CheckNowResult> {
    return this.health.checkNow(memberId);
  }

  /** What the policies of a listener make of requests; null: it does not run. */
  explainRoutes(listenerId: string, requests: readonly AskedRequest[]): RouteExplanation[] | null {
    const listener = this.compilation?.plan.listeners.get(listenerId);
    const spec = this.snapshot.listeners.find(({ id }) => id === listenerId);
    if (listener === undefined || spec === undefined) return null;
    const rules = new Map(spec.policies.map((policy) => [policy.id, policy.rules]));
    const policies = listener.routes?.policies ?? [];
    return explainRoutes(
      policies.map(({ id }) => ({ id, rules: rules.get(id) ?? [] })),
      requests,
    );
  }

  /** What every worker would do with a request; null: the listener does not run. */
  async explain(listenerId: string, passage: AskedPassage): Promise<Explanation | null> {
    const workers = await this.pool.explain(listenerId, passage);
    const [first] = workers;
    if (first === undefined) return null;
    const isRouted = first.stop === null || routedStops.has(first.stop);
    const isHttp = this.compilation?.plan.listeners.get(listenerId)?.routes != null;
    const route = isHttp && isRouted ? (this.explainRoutes(listenerId, [passage])?.[0] ?? null) : null;
    return { workers, route };
  }

  /** Sessions of a group: by source address, or counted alone where a cookie tells them apart. */
  async listSessions(poolId: string, limit: number): Promise<SourceSessionList> {
    const spec = this.snapshot.pools.find(({ id }) => id === poolId);
    if (spec?.persistence?.type === "HTTP_COOKIE") return this.sessions.countCookies(poolId);
    if (spec?.persistence?.type !== "APP_COOKIE") return this.sessions.list(poolId, limit);
    const counts: Record<string, number> = {};
    for (const [key, held] of await this.pool.countSessions(poolId)) {
      const member = spec.members.find(({ id, address, port }) => key === memberKey(id, address, port))?.id ?? "";
      counts[member] = (counts[member] ?? 0) + held;
    }
    return { count: Object.values(counts).reduce((sum, held) => sum + held, 0), counts, sessions: [] };
  }

  /** What every object carried since the engine began. */
  traffic(): Totals {
    return { startedAt: this.startedAt, ...this.observer.totals.read() };
  }

  /** Spooled points from a number on; empty when there are none yet. */
  points(fromSeq: number): SpooledPoint[] {
    return this.spool.read(fromSeq);
  }

  ackPoints(seq: number): void {
    this.spool.ack(seq);
  }

  /** Number that the next point gets, at least `atLeast`. */
  nextPoint(atLeast: number): number {
    this.spool.skipTo(atLeast);
    return this.spool.nextSeq;
  }

  /** Drains: workers have `deadlineMs` to end what they hold. */
  async stop(deadlineMs: number): Promise<void> {
    clearInterval(this.retryTimer);
    this.accessLogs.stop();
    const kept = this.turns.stop();
    this.health.stop();
    await Promise.all([kept, this.pool.stop(deadlineMs), this.demo.stopAll(), this.lastGood.settled()]);
    this.observer.stop();
    this.spool.close();
  }

  /** The key file may come later than the engine, and is read where a certificate asks for it alone. */
  private readonly openKey: OpenKey = (certificateId, sealed) => {
    try {
      return unseal(readSealingKey(this.options.directory.certificateKey), certificateId, sealed);
    } catch (error) {
      this.options.log.error({ error: String(error) }, "the key of certificates cannot be read");
      return null;
    }
  };

  private async runLastGood(): Promise<void> {
    const path = this.options.directory.lastGood;
    const lastGood = readLastGood(path);
    if ("missing" in lastGood) return;
    let reason = "corrupt" in lastGood ? lastGood.corrupt : "";
    try {
      if ("snapshot" in lastGood) await this.run(lastGood.snapshot);
    } catch (error) {
      reason = String(error);
    }
    if (reason === "") return;
    this.notices.add("LAST_GOOD_CORRUPT");
    const aside = setAside(path, Date.now());
    this.options.log.error({ reason, aside }, "the last good snapshot cannot be used");
  }

  private async run(snapshot: Snapshot): Promise<void> {
    const begun = performance.now();
    this.generation = snapshot.generation;
    const slots = this.rows.assign(snapshot);
    const compilation = compilePlan(snapshot, slots, this.compilation ?? undefined, this.openKey);
    const { plan, running, errors, warnings } = compilation;
    this.observer.sync(snapshot, slots);
    this.sessions.sync(slots);
    this.accessLogs.sync(snapshot.logGroups);
    const demo = await this.demo.sync(snapshot.demoServers);
    const pings = [...plan.pools.values()].some(({ healthMonitor }) => healthMonitor?.type === "UDP");
    this.note("NO_ICMP", pings && !canPing());
    this.ejections.sync(plan);
    this.health.sync(checkTargets(snapshot, plan));
    await this.addMissingAddresses(snapshot);
    const sockets = await this.pool.apply({ running, wanted: wantedSockets(plan) });
    await this.addedAddresses.remove(addressesToAdd(snapshot));
    await this.health.settled(firstProbesMs);
    this.snapshot = snapshot;
    this.compilation = compilation;
    this.warnings = warnings;
    this.refusals.set(errors, sockets, demo);
    this.appliedAt = Date.now();
    this.applyMs = Math.round((performance.now() - begun) * 10) / 10;
    this.lastGood.keep(snapshot);
    this.options.log.info(
      {
        generation: snapshot.generation,
        ms: this.applyMs,
        longestSliceMs: this.pool.longestSliceMs,
        refused: this.refusals.errors.length,
      },
      "configuration applied",
    );
    this.pushApplied();
  }

  private retry(): void {
    if (!this.refusals.areRetryable) return;
    void this.inTurn(async () => {
      const before = JSON.stringify(this.refusals.errors);
      const demo = await this.demo.sync(this.snapshot.demoServers);
      await this.addMissingAddresses(this.snapshot);
      this.refusals.retried(await this.pool.retry(), demo);
      if (JSON.stringify(this.refusals.errors) !== before) this.pushApplied();
    });
  }

  private async addMissingAddresses(snapshot: Snapshot): Promise<void> {
    this.note("ADDRESS_NOT_ADDED", !(await this.addedAddresses.add(addressesToAdd(snapshot))));
  }

  private keptLastGood(error: string | null): void {
    this.note("LAST_GOOD_NOT_SAVED", error !== null);
    if (error !== null) this.options.log.error({ error }, "the last good snapshot could not be written");
  }

  private note(code: EngineNotice, holds: boolean): void {
    if (holds) this.notices.add(code);
    else this.notices.delete(code);
  }

  private withEjection(member: MemberState): MemberState {
    return { ...member, ejection: this.ejections.of(member.memberId) };
  }

  private pushMember(member: MemberState): void {
    this.onPush({ push: "member", member: this.withEjection(member) });
  }

  private pushEjections(): void {
    const changed = new Set(this.ejections.look());
    if (changed.size === 0) return;
    for (const member of this.health.states()) if (changed.has(member.memberId)) this.pushMember(member);
  }

  private pushApplied(): void {
    const { errors } = this.refusals;
    this.onPush({ push: "applied", running: this.snapshot.generation, errors, warnings: this.warnings });
  }

  private applyResult(generation: number): ApplyResult {
    return { generation, running: this.snapshot.generation, errors: this.refusals.errors, warnings: this.warnings };
  }

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.tail.then(action);
    this.tail = result.catch(() => {});
    return result;
  }
}

/** Those of load balancers, where this host may be given what it lacks. */
function addressesToAdd({ addMissingAddresses, loadBalancers }: Snapshot): ReadonlySet<string> {
  if (!addMissingAddresses) return new Set();
  return new Set(loadBalancers.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
}
