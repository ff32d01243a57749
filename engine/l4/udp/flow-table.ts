import { constants } from "node:os";
import type { L4Context } from "@/engine/l4/l4-context";
import { admits, clientHash } from "@/engine/limits/peer-address";
import { refused } from "@/engine/limits/source-table";
import { Cell, HealthWord, listenerCells, MemberCell } from "@/engine/observe/cells";
import type { AddressSet, ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import { Flow, type FlowOwner, type Front, flowKey } from "./flow";
import { FlowOrder } from "./flow-order";
import type { OpenMemberSocket } from "./member-socket";

const { ECONNREFUSED } = constants.errno;

/** What it needs of a worker. */
export type FlowContext = Pick<L4Context, "wheel" | "gate" | "traffic">;

/** A flow holds one descriptor, a connection two. */
const gateWeight = 0.5;

/**
 * Which member each client's datagrams go to, for one listener. It decides; the sockets are given: datagrams come in by
 * {@link received}, time by the wheel. Flows are bounded by the limits of listener, source and worker; a datagram that
 * has no place is dropped and counted. When the worker is full a new flow takes the place of the one that was silent
 * longest (threats: flow table).
 */
export class FlowTable implements FlowOwner {
  private readonly row: number;
  private readonly order = new FlowOrder();
  private count = 0;

  constructor(
    private readonly context: FlowContext,
    private plan: ListenerPlan,
    private pool: PoolState | null,
    private readonly open: OpenMemberSocket,
  ) {
    this.row = plan.slot * listenerCells;
  }

  /** Follows a new plan; flows stay with their members as long as these are of use (AC-06: admission is for new ones). */
  apply(plan: ListenerPlan, pool: PoolState | null): void {
    this.plan = plan;
    this.pool = pool;
  }

  get size(): number {
    return this.count;
  }

  /** A datagram of a client. `allowed`: who may send to this address at all (LB-02). */
  received(
    front: Front,
    allowed: AddressSet | null,
    source: number,
    port: number,
    bytes: Buffer,
    length: number,
  ): void {
    this.add(Cell.bytesIn, length);
    this.add(Cell.datagramsIn, 1);
    if (front.shaper?.admit("in", length) === false) {
      this.add(Cell.droppedDatagrams, 1);
      return;
    }
    const flow = front.flows.get(flowKey(source, port)) ?? this.begin(front, allowed, source, port);
    if (flow === null) {
      this.add(Cell.droppedDatagrams, 1);
      return;
    }
    this.used(flow);
    this.forward(flow, bytes, length);
  }

  private begin(front: Front, allowed: AddressSet | null, source: number, port: number): Flow | null {
    const { plan, context } = this;
    // Replies to port 0 cannot be sent.
    const isWelcome = source >= 0 && port > 0 && admits(allowed, source) && admits(plan.whitelist, source);
    if (isWelcome && this.pool !== null) this.makeRoom();
    const cell = isWelcome && this.pool !== null ? context.gate.enter(plan, source, gateWeight) : refused;
    if (cell === refused) {
      this.add(Cell.refusedConnections, 1);
      return null;
    }
    const flow = new Flow(this, front, source, port, cell);
    front.flows.set(flow.key, flow);
    this.order.touch(flow);
    this.count += 1;
    this.add(Cell.connections, 1);
    if (this.assign(flow)) {
      this.add(Cell.newConnections, 1);
      return flow;
    }
    this.close(flow);
    this.add(Cell.refusedConnections, 1);
    return null;
  }

  private used(flow: Flow): void {
    this.context.wheel.set(flow, this.plan.clientDataMs);
    this.order.touch(flow);
  }

  private makeRoom(): void {
    const { gate } = this.context;
    while (gate.isFull && this.order.oldest !== null) this.close(this.order.oldest);
  }

  private forward(flow: Flow, bytes: Buffer, length: number): void {
    const { member } = flow;
    if (flow.socket === null || member === null || isLost(member)) this.assign(flow);
    let error = this.send(flow, bytes, length);
    if (error === ECONNREFUSED) {
      this.memberFailed(flow);
      if (this.assign(flow)) error = this.send(flow, bytes, length);
    }
    if (error !== 0) this.add(Cell.droppedDatagrams, 1);
  }

  private send(flow: Flow, bytes: Buffer, length: number): number {
    if (flow.socket === null) return -1;
    const error = flow.socket.send(bytes, length);
    if (error === 0) flow.member?.count(MemberCell.bytesOut, length);
    return error;
  }

  /** Gives the flow a member, another than before where there is one. False: there is none, or no socket towards it. */
  private assign(flow: Flow): boolean {
    const { pool } = this;
    const former = flow.member ?? flow.failed;
    if (pool === null) {
      this.leave(flow);
      return false;
    }
    const client = clientHash("", flow.source);
    let member = pool.pickForSource(flow.source, client, former === null ? nobody : [former]);
    // Nobody else: the former one is kept, whatever is known of it, or tried once more.
    if (member === null && flow.socket !== null && flow.member?.retired === false) return true;
    if (member === null && flow.failed !== null) member = pool.pickForSource(flow.source, client, nobody);
    this.leave(flow);
    if (member === null) return false;
    const socket = this.open(member.address, member.port, member.nextSource(), flow);
    if ("code" in socket) {
      member.failed();
      return false;
    }
    flow.member = member;
    flow.socket = socket;
    flow.answered = false;
    flow.failed = null;
    member.enter();
    member.connected();
    return true;
  }

  private leave(flow: Flow): void {
    flow.socket?.close();
    flow.socket = null;
    const { member } = flow;
    flow.member = null;
    member?.leave();
  }

  replied(flow: Flow, bytes: Buffer, length: number): void {
    const { member } = flow;
    if (!flow.answered) {
      flow.answered = true;
      member?.succeeded();
    }
    member?.count(MemberCell.bytesIn, length);
    this.used(flow);
    const mayPass = flow.front.shaper?.admit("out", length) !== false;
    if (!mayPass || flow.front.socket.send(bytes, length, flow.to) !== 0) {
      this.add(Cell.droppedDatagrams, 1);
      return;
    }
    this.add(Cell.bytesOut, length);
    this.add(Cell.datagramsOut, 1);
  }

  /** Nobody listens at the member: the flow's next datagram goes to another one. */
  memberFailed(flow: Flow): void {
    flow.member?.failed();
    flow.failed = flow.member;
    this.leave(flow);
  }

  expired(flow: Flow): void {
    this.close(flow);
  }

  private close(flow: Flow): void {
    if (!flow.front.flows.delete(flow.key)) return;
    this.context.wheel.remove(flow);
    this.order.remove(flow);
    this.leave(flow);
    this.count -= 1;
    this.context.gate.leave(this.plan, flow.sourceCell, gateWeight);
    this.add(Cell.connections, -1);
  }

  /** Ends all flows of a front; gives how many that were (FQ-15: those of a removed listener stop at once). */
  clear(front: Front): number {
    const { size } = front.flows;
    for (const flow of front.flows.values()) this.close(flow);
    return size;
  }

  private add(cell: number, amount: number): void {
    const { traffic } = this.context;
    const index = this.row + cell;
    traffic[index] = (traffic[index] as number) + amount;
  }
}

/** A member that a flow leaves when it can: it is gone, switched off, or its checks fail (ST-05). Weight 0 keeps its flows. */
function isLost(member: MemberState): boolean {
  return member.retired || !member.plan.enabled || member.health === HealthWord.offline;
}

const nobody: readonly MemberState[] = [];
