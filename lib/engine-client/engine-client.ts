import * as z from "zod";
import { type EngineNotice, knownNotices } from "@/lib/model/engine-notice";
import type { LiveEngine, LiveMember } from "@/lib/model/live";
import type { EipValues, MemberValues, TrafficValues } from "@/lib/model/metric";
import type { Refusal } from "@/lib/model/status";
import type { Changed, EngineView } from "@/lib/services/engine-view";
import {
  ApplyResult,
  CheckReport,
  type AccessLogState,
  type EnginePush,
  EngineState,
  SourceSessionList,
  type MemberState,
  type ObjectError,
  Totals,
  type Window,
} from "@/lib/wire/messages";
import { type AskedPassage, Explanation } from "@/lib/wire/explanation";
import { type AskedRequest, RouteExplanation } from "@/lib/wire/route-explanation";
import { protocolVersion, type Snapshot } from "@/lib/wire/snapshot";
import { EngineConnection } from "./connection";
import { EventHub } from "./event-hub";
import { SampleRing } from "./sample-ring";

export interface EngineClientOptions {
  socketPath: string;
  /** The desired state, and its generation alone. */
  snapshot(): Snapshot;
  generation(): number;
  /** Stores one minute for good; the engine then forgets it. */
  storePoint(window: Window): void;
  /** Ms between two comparisons of the generations; default 3000. */
  reconcileMs?: number;
  log?(message: string): void;
}

const firstDelayMs = 100;
const maxDelayMs = 1_000;

/** The console's end of the control protocol: keeps the engine at the desired state, and knows how it is. */
export class EngineClient implements EngineView {
  readonly hub = new EventHub();
  private readonly ring = new SampleRing();
  private connection: EngineConnection | null = null;
  private state: EngineState | null = null;
  private members = new Map<string, MemberState>();
  private refusals = new Map<string, ObjectError>();
  private ready = false;
  private trouble: string | null = "connecting";
  private lostAt: number | null = Date.now();
  private delayMs = firstDelayMs;
  private timer: NodeJS.Timeout | null = null;
  private reconciling = false;
  private again = false;
  private stopped = true;

  constructor(private readonly options: EngineClientOptions) {}

  get connected(): boolean {
    return this.ready;
  }

  get running(): number {
    return this.state?.running ?? 0;
  }

  /** Generation of what is stored. */
  get generation(): number {
    return this.options.generation();
  }

  get applied(): { at: number; ms: number } | null {
    return this.state === null || this.state.appliedAt === 0
      ? null
      : { at: this.state.appliedAt, ms: this.state.applyMs };
  }

  get problem(): string | null {
    return this.trouble;
  }

  get downSince(): number | null {
    return this.lostAt;
  }

  get notices(): EngineNotice[] {
    return this.ready ? knownNotices(this.state?.notices ?? []) : [];
  }

  get lateChecks(): number {
    return this.state?.skippedChecks ?? 0;
  }

  /** What the engine last said of itself; null before its first word. */
  get engineState(): EngineState | null {
    return this.state;
  }

  refusal(type: string, id: string): Refusal | undefined {
    const error = this.refusals.get(`${type} ${id}`);
    return error && { code: error.code, message: error.message, field: error.field };
  }

  member(id: string): MemberState | undefined {
    return this.members.get(id);
  }

  accessLog(streamId: string): AccessLogState | undefined {
    return this.state?.accessLogs.find((log) => log.streamId === streamId);
  }

  recentTraffic(id: string, seconds: number): TrafficValues | null {
    return this.ready ? this.ring.traffic(id, Date.now(), seconds) : null;
  }

  recentMember(id: string, seconds: number): MemberValues | null {
    return this.ready ? this.ring.member(id, Date.now(), seconds) : null;
  }

  recentEip(id: string, seconds: number): EipValues | null {
    return this.ready ? this.ring.eip(id, Date.now(), seconds) : null;
  }

  changed(changes: readonly Changed[]): void {
    const distinct = new Map(changes.map((change) => [`${change.type} ${change.id}`, change]));
    this.hub.publish({ name: "changed", data: { changes: [...distinct.values()] } });
    this.reconcileSoon();
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.connection?.close("stopped");
    this.hub.close();
  }

  async totals(): Promise<Totals> {
    if (this.connection === null) throw new Error("not connected");
    return Totals.parse(await this.connection.request({ type: "totals" }));
  }

  /** Probes one server now. */
  async checkNow(memberId: string): Promise<CheckReport> {
    if (this.connection === null) throw new Error("not connected");
    return CheckReport.parse(await this.connection.request({ type: "checkNow", memberId }));
  }

  /** Sessions by source address of a group. */
  async sourceSessions(poolId: string, limit: number): Promise<SourceSessionList> {
    if (this.connection === null) throw new Error("not connected");
    return SourceSessionList.parse(await this.connection.request({ type: "sourceSessions", poolId, limit }));
  }

  async clearSourceSessions(poolId: string): Promise<void> {
    if (this.connection === null) throw new Error("not connected");
    await this.connection.request({ type: "clearSourceSessions", poolId });
  }

  async explainRoutes(listenerId: string, requests: AskedRequest[]): Promise<RouteExplanation[]> {
    if (this.connection === null) throw new Error("not connected");
    return z
      .array(RouteExplanation)
      .parse(await this.connection.request({ type: "explainRoutes", listenerId, requests }));
  }

  async explain(listenerId: string, passage: AskedPassage): Promise<Explanation> {
    if (this.connection === null) throw new Error("not connected");
    return Explanation.parse(await this.connection.request({ type: "explain", listenerId, passage }));
  }

  /** What a tab is told first. */
  liveSnapshot() {
    const now = Date.now();
    const members: LiveMember[] = [...this.members.values()];
    return { now, windows: this.ring.read(now), members, engine: this.liveEngine() };
  }

  private liveEngine(): LiveEngine {
    const refusals = [...this.refusals.values()].map(({ object, code, message, field }) => ({
      object,
      code,
      message,
      field,
    }));
    const { connected, running, problem, notices } = this;
    return { connected, generation: this.options.generation(), running, refusals, problem, notices };
  }

  private open(): void {
    if (this.stopped) return;
    const connection = new EngineConnection(this.options.socketPath, {
      onOpen: () => void this.greet(connection),
      onPush: (push) => this.receive(connection, push),
      onClose: (reason) => this.lose(reason),
    });
    this.connection = connection;
  }

  private lose(reason: string): void {
    const wasReady = this.ready;
    this.ready = false;
    this.lostAt ??= Date.now();
    this.connection = null;
    this.trouble = reason;
    if (wasReady) this.options.log?.(`engine connection lost: ${reason}`);
    if (wasReady) this.publishApplied();
    if (this.stopped) return;
    this.schedule(this.delayMs, () => this.open());
    this.delayMs = Math.min(this.delayMs * 2, maxDelayMs);
  }

  private async greet(connection: EngineConnection): Promise<void> {
    try {
      await connection.request({ type: "hello", protocol: protocolVersion, client: "console" });
      await connection.request({ type: "state" }, this.take);
      this.ready = true;
      this.lostAt = null;
      this.trouble = null;
      this.delayMs = firstDelayMs;
      await connection.request({ type: "subscribe", fromSeq: 0 });
      this.options.log?.(`engine connected, running generation ${this.running}`);
      this.publishApplied();
      await this.reconcile();
    } catch (error) {
      connection.close(messageOf(error));
    }
  }

  private schedule(ms: number, run: () => void): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(run, ms);
    this.timer.unref();
  }

  private reconcileSoon(): void {
    if (this.ready) void this.reconcile();
  }

  /** Level-triggered: whatever was missed before, the engine ends at the newest generation. */
  private async reconcile(): Promise<void> {
    this.again = true;
    if (this.reconciling) return;
    this.reconciling = true;
    try {
      while (this.again && this.connection !== null) {
        this.again = false;
        await this.compareAndApply(this.connection);
      }
    } catch (error) {
      this.trouble = messageOf(error);
      this.publishApplied();
    } finally {
      this.reconciling = false;
    }
    if (this.ready && !this.stopped) this.schedule(this.options.reconcileMs ?? 3_000, () => void this.verify());
  }

  /** Asks again how the engine is, so that a lost push does not matter either. */
  private async verify(): Promise<void> {
    const { connection } = this;
    if (connection === null) return;
    try {
      const before = JSON.stringify(this.liveEngine());
      await connection.request({ type: "state" }, this.take);
      if (JSON.stringify(this.liveEngine()) !== before) this.publishApplied();
      await this.reconcile();
    } catch (error) {
      connection.close(messageOf(error));
    }
  }

  private async compareAndApply(connection: EngineConnection): Promise<void> {
    if (this.options.generation() === this.running) {
      if (this.trouble !== null && this.ready) {
        this.trouble = null;
        this.publishApplied();
      }
      return;
    }
    const snapshot = this.options.snapshot();
    const result = ApplyResult.parse(await connection.request({ type: "apply", snapshot }));
    this.trouble = result.running === snapshot.generation ? null : `generation ${snapshot.generation} was not applied`;
    await connection.request({ type: "state" }, this.take);
    this.takeApplied(result.running, result.errors);
  }

  /** Called in the order of what the engine says: a push that follows is newer. */
  private readonly take = (raw: unknown): void => {
    this.state = EngineState.parse(raw);
    this.members = new Map(this.state.members.map((member) => [member.memberId, member]));
    this.takeErrors(this.state.errors);
  };

  private takeErrors(errors: readonly ObjectError[]): void {
    this.refusals = new Map(errors.map((error) => [`${error.object.type} ${error.object.id}`, error]));
  }

  private takeApplied(running: number, errors: readonly ObjectError[]): void {
    if (this.state !== null) this.state = { ...this.state, running, errors: [...errors] };
    this.takeErrors(errors);
    this.publishApplied();
  }

  private publishApplied(): void {
    this.hub.publish({ name: "applied", data: this.liveEngine() });
  }

  private receive(connection: EngineConnection, push: EnginePush): void {
    switch (push.push) {
      case "sample":
        this.ring.push(push.window);
        this.hub.publish({ name: "sample", data: push.window });
        return;
      case "member":
        this.members.set(push.member.memberId, push.member);
        this.hub.publish({ name: "member", data: push.member });
        return;
      case "applied":
        this.takeApplied(push.running, push.errors);
        return;
      case "point":
        this.storePoint(connection, push.seq, push.window);
    }
  }

  /** A point that could not be stored stays in the engine's spool. */
  private storePoint(connection: EngineConnection, seq: number, window: Window): void {
    try {
      this.options.storePoint(window);
    } catch (error) {
      this.options.log?.(`point ${seq} not stored: ${messageOf(error)}`);
      return;
    }
    connection.request({ type: "ackPoints", seq }).catch(() => {});
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
