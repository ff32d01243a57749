import { HealthWord, latencyBucket, MemberCell, MemberFailure, memberCells } from "@/engine/observe/cells";
import type { MemberPlan } from "@/engine/plan/plan";
import { latencyBuckets } from "@/lib/model/latency";
import type { MemberRegistry } from "./member-registry";
import type { OutlierWatch } from "./outlier-watch";
import { UpstreamConnection, type UpstreamUser } from "./upstream-connection";

/** Idle connections a member keeps in one worker. */
const maxIdle = 256;

/** What a worker knows of a member across plans: its idle connections and its rows of shared memory. */
export class MemberState {
  plan: MemberPlan;
  readonly key: string;
  readonly address: string;
  readonly port: number;
  /** `address:port`, as the log has it. */
  readonly place: string;
  /** No plan names it any more: it gets nothing new and its connections are not kept. */
  retired = false;
  /** Requests of this worker that it holds. */
  held = 0;
  /** Its pool leaves out members that fail in a row; null: it does not. */
  outliers: OutlierWatch | null = null;
  private readonly idle: UpstreamConnection[] = [];
  private readonly row: number;
  private readonly latencyRow: number;
  private turn = 0;

  constructor(
    readonly registry: MemberRegistry,
    plan: MemberPlan,
  ) {
    this.plan = plan;
    this.key = plan.key;
    this.address = plan.address;
    this.port = plan.port;
    this.place = `${plan.address.includes(":") ? `[${plan.address}]` : plan.address}:${plan.port}`;
    this.row = plan.slot * memberCells;
    this.latencyRow = plan.slot * latencyBuckets;
  }

  /** {@link isUsable}, and online or not checked; a new one waits for its first success (BS-01, AL-02). */
  get isEligible(): boolean {
    return this.isUsable && this.isWell;
  }

  /** While it drains: may sessions of its own still come? `now` in ms of the epoch. */
  keepsSessions(now: number): boolean {
    const { plan } = this;
    if (plan.drainUntil === null || now >= plan.drainUntil) return false;
    return plan.enabled && plan.weight !== 0 && !this.retired && this.isWell;
  }

  private get isWell(): boolean {
    const word = this.health;
    return word === HealthWord.online || word === HealthWord.notChecked;
  }

  /** Its {@link HealthWord}. */
  get health(): number {
    return Atomics.load(this.registry.shared.health, this.plan.slot);
  }

  /** Enabled, of a weight above 0 and not draining, whatever its health. */
  get isUsable(): boolean {
    const { plan } = this;
    return plan.enabled && plan.weight !== 0 && plan.drainUntil === null && !this.retired;
  }

  get inFlight(): number {
    return Atomics.load(this.registry.shared.inFlight, this.plan.slot);
  }

  /** Counts a request that the member gets; {@link leave} must follow. */
  enter(): void {
    this.held += 1;
    Atomics.add(this.registry.shared.inFlight, this.plan.slot, 1);
    this.count(MemberCell.inFlight, 1);
    this.count(MemberCell.requests, 1);
  }

  leave(): void {
    this.held -= 1;
    Atomics.sub(this.registry.shared.inFlight, this.plan.slot, 1);
    this.count(MemberCell.inFlight, -1);
    if (this.held === 0 && this.retired) this.registry.retire(this);
  }

  /** No connection came to be, or no whole answer on it. */
  failed(failure: number = MemberFailure.connectFailed): void {
    this.count(MemberCell.failures, 1);
    if (this.outliers !== null) this.outliers.failed(this, failure);
  }

  succeeded(): void {
    if (this.outliers !== null) this.outliers.succeeded(this);
  }

  /** Counts a complete answer, `durationUs` after the member was chosen. */
  answered(durationUs: number): void {
    this.count(MemberCell.responses, 1);
    this.count(MemberCell.responseTimeUs, durationUs);
    this.registry.latency[this.latencyRow + latencyBucket(durationUs)]! += 1;
  }

  /** Adds to one of the member's {@link MemberCell}s. */
  count(cell: number, amount: number): void {
    const { counters } = this.registry;
    const index = this.row + cell;
    counters[index] = (counters[index] as number) + amount;
  }

  /** The idle connection that was used last, or null. */
  takeIdle(user: UpstreamUser): UpstreamConnection | null {
    const connection = this.idle.pop();
    if (connection === undefined) return null;
    connection.user = user;
    this.registry.idle -= 1;
    this.registry.wheel.unset(connection);
    return connection;
  }

  /** Address of this host for its next connection; null: the system chooses. */
  nextSource(): string | null {
    const { sources } = this.plan;
    if (sources.length === 0) return null;
    this.turn = (this.turn + 1) % sources.length;
    return sources[this.turn] as string;
  }

  /** Takes a new plan; idle connections from other addresses than it allows are of no more use. */
  follow(plan: MemberPlan): void {
    if (plan.sources.join() !== this.plan.sources.join()) this.closeIdle();
    this.plan = plan;
    this.retired = false;
  }

  /** A new connection; the user hears `onConnected` or `onConnectFailed` later. */
  connect(user: UpstreamUser, connectMs: number): UpstreamConnection {
    this.registry.makeRoom();
    return new UpstreamConnection(this, user, connectMs);
  }

  release(connection: UpstreamConnection): void {
    const { registry } = this;
    const isKept = !this.retired && this.idle.length < maxIdle && connection.idleMs > 0 && !registry.isFull;
    if (!isKept || connection.channel?.ended === true) {
      connection.destroy();
      return;
    }
    registry.idle += 1;
    this.idle.push(connection);
    registry.wheel.set(connection, connection.idleMs);
  }

  connected(): void {
    this.count(MemberCell.newConnections, 1);
  }

  forget(connection: UpstreamConnection): void {
    const index = this.idle.lastIndexOf(connection);
    if (index < 0) return;
    this.registry.idle -= 1;
    this.idle.splice(index, 1);
  }

  /** Gives whether there were any. */
  closeIdle(): boolean {
    if (this.idle.length === 0) return false;
    while (this.idle.length > 0) this.idle.at(-1)?.destroy();
    return true;
  }
}
