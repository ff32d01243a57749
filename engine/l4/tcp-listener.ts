import { admits, ipv4Number } from "@/engine/limits/peer-address";
import { refused } from "@/engine/limits/source-table";
import { Cell, listenerCells } from "@/engine/observe/cells";
import type { ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { SocketName, TcpHandle } from "@/engine/upstream/tcp/bindings";
import { ConnectionList } from "@/engine/upstream/tcp/connection-list";
import { SegmentCount } from "@/engine/upstream/tcp/segment-count";
import type { Binding, StreamListener } from "@/engine/workers/stream-server";
import type { L4Context } from "./l4-context";
import { TcpConnection } from "./tcp-connection";

/** A TCP listener in one worker: its newest plan, its open connections, its counters. */
export class TcpListener implements StreamListener {
  private readonly connections = new ConnectionList<TcpConnection>();
  private draining = false;
  private readonly row: number;

  constructor(
    readonly context: L4Context,
    public plan: ListenerPlan,
    public pool: PoolState | null,
  ) {
    this.row = plan.slot * listenerCells;
  }

  /** Follows a new plan; open connections stay with their members. */
  apply(plan: ListenerPlan, pool: PoolState | null): void {
    this.plan = plan;
    this.pool = pool;
  }

  /** Takes a new connection: source rules, whitelist, limits, before a byte is read (AC-04, AC-06, LB-02). */
  accept(handle: TcpHandle, binding: Binding): void {
    const peer = handle.getpeername(peerName) === 0 ? peerName.address : undefined;
    if (peer === undefined) {
      handle.close();
      return;
    }
    const { plan, context } = this;
    const source = ipv4Number(peer);
    const isWelcome =
      !this.draining && admits(binding.address.allowedSources, source) && admits(plan.whitelist, source);
    const sourceCell = isWelcome ? context.gate.enter(plan, source) : refused;
    if (sourceCell === refused) {
      this.add(Cell.refusedConnections, 1);
      if (handle.reset() !== 0) handle.close();
      return;
    }
    this.add(Cell.newConnections, 1);
    this.add(Cell.connections, 1);
    const connection = new TcpConnection(
      handle,
      this,
      binding,
      { address: peer, port: peerName.port ?? 0 },
      sourceCell,
    );
    connection.channel.segments = new SegmentCount(this);
    this.connections.add(connection);
    connection.start(plan.proxyProtocolFrom !== null && admits(plan.proxyProtocolFrom, source));
  }

  removed(connection: TcpConnection): void {
    this.connections.remove(connection);
    this.context.gate.leave(this.plan, connection.sourceCell);
    this.add(Cell.connections, -1);
  }

  /** Counts segments since the last look, and those connections that are not established any more (MT-03 to MT-06). */
  lookAtSegments(): void {
    let inactive = 0;
    this.connections.each(({ channel }) => {
      if (!channel.closed && channel.segments?.look(channel.handle.fd) === false) inactive += 1;
    });
    this.context.traffic[this.row + Cell.inactiveConnections] = inactive;
  }

  countSegments(segmentsIn: number, segmentsOut: number): void {
    this.add(Cell.packetsIn, segmentsIn);
    this.add(Cell.packetsOut, segmentsOut);
  }

  get isIdle(): boolean {
    return this.connections.isEmpty;
  }

  /** Nothing new is accepted; what is open goes on until the deadline of whoever drains. */
  drain(): void {
    this.draining = true;
  }

  resetMember(member: MemberState): number {
    return this.connections.end((connection) => connection.isWith(member), abort);
  }

  /** Resets what is left; gives how many connections that were. */
  reset(): number {
    return this.connections.end(() => true, abort);
  }

  /** Adds to one of the listener's {@link Cell}s. */
  add(cell: number, amount: number): void {
    const { traffic } = this.context;
    const index = this.row + cell;
    traffic[index] = (traffic[index] as number) + amount;
  }
}

const abort = (connection: TcpConnection): void => connection.abort();

/** Filled by each accept: the same object keeps its shape. */
const peerName: SocketName = { address: "", family: "", port: 0 };
