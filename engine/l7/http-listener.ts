import { admits, ipv4Number } from "@/engine/limits/peer-address";
import { refused } from "@/engine/limits/source-table";
import { latencyBuckets } from "@/lib/model/latency";
import { Cell, latencyBucket, listenerCells } from "@/engine/observe/cells";
import type { ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { SocketName, TcpHandle } from "@/engine/upstream/tcp/bindings";
import { ConnectionList, type Listed } from "@/engine/upstream/tcp/connection-list";
import type { Channel } from "@/engine/upstream/tcp/channel";
import { SegmentCount } from "@/engine/upstream/tcp/segment-count";
import type { Binding, StreamListener } from "@/engine/workers/stream-server";
import { welcome } from "@/engine/tls/client-facts";
import type { TlsWrap } from "@/engine/tls/bindings";
import { TlsHandle } from "@/engine/tls/tls-handle";
import type { TlsPlan } from "@/engine/tls/tls-plan";
import { refusals } from "./answers";
import { ClientIdentity } from "./client-identity";
import type { ExchangeLog } from "./exchange-record";
import { HttpConnection } from "./http-connection";
import type { HttpContext } from "./http-context";
import { Http2Session } from "./http2/session";
import { ProxyGreeting } from "./proxy-greeting";

/** A client's connection as its listener knows it, whatever version it speaks. */
export interface ClientConnection extends Listed<ClientConnection> {
  readonly sourceCell: number;
  readonly channel: Channel;
  drain(): void;
  /** Ends what is with a removed member; gives how many requests, or connections, that were. */
  endWith(member: MemberState): number;
  endDrain(): void;
}

/** An HTTP listener in one worker: its newest plan, its open connections, its counters. */
export class HttpListener implements StreamListener {
  plan: ListenerPlan;
  pool: PoolState | null;
  /** Answers close their connections; nothing is accepted. */
  draining = false;
  /** Told of the requests of connections that come from now on (LG-04); null costs nothing. */
  log: ExchangeLog | null;
  private readonly connections = new ConnectionList<ClientConnection>();
  private readonly row: number;
  private readonly latencyRow: number;

  constructor(
    readonly context: HttpContext,
    plan: ListenerPlan,
    pool: PoolState | null,
  ) {
    this.plan = plan;
    this.pool = pool;
    this.log = context.logs.of(plan);
    this.row = plan.slot * listenerCells;
    this.latencyRow = plan.slot * latencyBuckets;
  }

  /** Follows a new plan; open connections see it with their next request. */
  apply(plan: ListenerPlan, pool: PoolState | null): void {
    this.plan = plan;
    this.pool = pool;
    this.log = this.context.logs.of(plan);
  }

  /** Takes a new connection: source rules, limit, whitelist, before a byte is read (AC-04, LB-02). */
  accept(handle: TcpHandle, binding: Binding): void {
    const peer = handle.getpeername(peerName) === 0 ? peerName.address : undefined;
    if (peer === undefined) {
      handle.close();
      return;
    }
    const { plan, context } = this;
    const source = ipv4Number(peer);
    const isRefused = this.draining || !admits(binding.address.allowedSources, source);
    const isProxy = plan.trustedProxies !== null && admits(plan.trustedProxies, source);
    // Nothing can be said before a handshake: whoever may not come in is not shaken hands with (AC-06).
    if (plan.tls !== null && !isProxy && !admits(plan.whitelist, source)) {
      this.refuse(handle);
      return;
    }
    const sourceCell = isRefused ? refused : context.gate.enter(plan, source);
    if (sourceCell === refused) {
      this.refuse(handle);
      return;
    }
    this.add(Cell.newConnections, 1);
    this.add(Cell.connections, 1);
    const identity = new ClientIdentity(peer, peerName.port ?? 0, source, isProxy, binding.localHost);
    if (plan.proxyProtocolFrom !== null && admits(plan.proxyProtocolFrom, source)) {
      const greeting = new ProxyGreeting(handle, this, identity, binding, sourceCell);
      this.connections.add(greeting);
      greeting.start();
      return;
    }
    const connection = this.open(handle, identity, binding, sourceCell);
    connection.channel.segments = new SegmentCount(this);
    if (isProxy || admits(plan.whitelist, source)) connection.start();
    else {
      this.add(Cell.refusedConnections, 1);
      connection.refuse(refusals.notAllowed);
    }
  }

  /** The header of a trusted peer was read; `rest` came after it. */
  greeted(greeting: ProxyGreeting, rest: Buffer): void {
    const { identity, binding, sourceCell, channel } = greeting;
    const { tls } = this.plan;
    if (tls !== null && !identity.mayShakeHands(this.plan)) {
      this.add(Cell.refusedConnections, 1);
      channel.reset();
      this.removed(greeting);
      return;
    }
    this.connections.remove(greeting);
    const connection = this.open(channel.handle, identity, binding, sourceCell);
    connection.channel.segments = channel.segments;
    connection.start();
    if (rest.length === 0) return;
    const { handle } = connection.channel;
    if (handle instanceof TlsHandle) handle.receive(rest);
    else connection.onBytes(rest, rest.length);
  }

  private open(handle: TcpHandle, identity: ClientIdentity, binding: Binding, sourceCell: number): HttpConnection {
    const { tls } = this.plan;
    const bytes =
      tls === null ? handle : new TlsHandle(handle, tls, (session) => this.secured(session, tls, connection));
    const connection: HttpConnection = new HttpConnection(bytes, this, identity, binding);
    connection.sourceCell = sourceCell;
    this.connections.add(connection);
    return connection;
  }

  /** A handshake is over: the client is who it should be, and has chosen a version of HTTP. */
  private secured(session: TlsWrap, tls: TlsPlan, connection: HttpConnection): boolean {
    if (!welcome(session, tls, connection.identity)) return false;
    if (!tls.http2 || session.getALPNNegotiatedProtocol() !== "h2") return true;
    const { identity, binding, sourceCell } = connection;
    this.connections.remove(connection);
    this.context.wheel.remove(connection);
    const http2 = new Http2Session(connection.channel, this, identity, binding, sourceCell);
    this.connections.add(http2);
    http2.start();
    return true;
  }

  private refuse(handle: TcpHandle): void {
    this.add(Cell.refusedConnections, 1);
    if (handle.reset() !== 0) handle.close();
  }

  removed(connection: ClientConnection): void {
    this.connections.remove(connection);
    this.add(Cell.connections, -1);
    this.context.gate.leave(this.plan, connection.sourceCell);
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

  /** Ends idle connections; the others are answered with `Connection: close`. */
  drain(): void {
    this.draining = true;
    this.connections.each((connection) => connection.drain());
  }

  resetMember(member: MemberState): number {
    let ended = 0;
    this.connections.each((connection) => {
      ended += connection.endWith(member);
    });
    return ended;
  }

  /** Resets what is left; gives how many connections that were. */
  reset(): number {
    return this.connections.end(() => true, endDrain);
  }

  /** Adds to one of the listener's {@link Cell}s. */
  add(cell: number, amount: number): void {
    const { traffic } = this.context;
    const index = this.row + cell;
    traffic[index] = (traffic[index] as number) + amount;
  }

  countMalformed(): void {
    this.add(Cell.malformedRequests, 1);
  }

  /** Counts one finished request, or an answer to what was none. */
  count(status: number, durationUs: number): void {
    const { traffic, latency } = this.context;
    const { row } = this;
    traffic[row + Cell.requests]! += 1;
    traffic[row + statusCell(status)]! += 1;
    if (status === 404) traffic[row + Cell.status404]! += 1;
    else if (status === 499) traffic[row + Cell.status499]! += 1;
    else if (status === 502) traffic[row + Cell.status502]! += 1;
    traffic[row + Cell.responseTimeUs]! += durationUs;
    latency[this.latencyRow + latencyBucket(durationUs)]! += 1;
  }
}

const endDrain = (connection: ClientConnection): void => connection.endDrain();

/** Filled by each accept: the same object keeps its shape. */
const peerName: SocketName = { address: "", family: "", port: 0 };

function statusCell(status: number): number {
  switch ((status / 100) | 0) {
    case 2:
      return Cell.status2xx;
    case 3:
      return Cell.status3xx;
    case 4:
      return Cell.status4xx;
    case 5:
      return Cell.status5xx;
    default:
      return Cell.statusOther;
  }
}
