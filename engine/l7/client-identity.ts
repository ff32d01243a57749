import { admits, clientHash, ipv4Number } from "@/engine/limits/peer-address";
import type { AddressSet, ListenerPlan } from "@/engine/plan/plan";
import type { ProxyHeader } from "@/engine/proxy-protocol/proxy-header";
import type { ForwardedFor } from "@/lib/model/listener";
import { noTls } from "@/engine/tls/client-facts";
import type { HttpContext } from "./http-context";
import { additionsTail, type RequestAdditions } from "./http1/forward-request";

/**
 * Whose requests a connection carries: its peer, the client that the peer announces by the PROXY protocol, or the one
 * that a trusted proxy names with each request (K-20). Also what is told of it to members, made once.
 */
export class ClientIdentity implements RequestAdditions {
  /** Of the connection's TLS: `protocol cipher sni` for the log, lines for members, each with CRLF. */
  tls = noTls;
  tlsLines = "";
  tail = "";
  fixedLines = "";
  xForwardedFor = false;
  forwardedFor: ForwardedFor = "append";
  xForwardedHost = false;
  /** Of the client, for source-IP balancing. */
  hash: number;
  clientAddress: string;
  private plan: ListenerPlan | null = null;
  /** The peer is a trusted proxy: who is one; else null. */
  private trusted: AddressSet | null = null;
  /** Each request's client is found out and looked up on the access list. */
  private identifies = false;

  constructor(
    /** The peer, or the client that it announces by the PROXY protocol. */
    public peer: string,
    public peerPort: number,
    private source: number,
    /** A trusted proxy when it came: nobody has looked it up on the access list. */
    private readonly isProxy: boolean,
    readonly localHost: string,
  ) {
    this.clientAddress = peer;
    this.hash = clientHash(peer, source);
  }

  /** Whoever is announced stands in the peer's place; without an address the peer stands for itself. */
  announce({ address, port }: ProxyHeader): void {
    if (address === "") return;
    this.peer = address;
    this.peerPort = port;
    this.source = ipv4Number(address);
    this.clientAddress = address;
    this.hash = clientHash(address, this.source);
  }

  /** Whoever may not come in is not shaken hands with (AC-06); whom a trusted proxy names is known with each request. */
  mayShakeHands({ trustedProxies, whitelist }: ListenerPlan): boolean {
    return (trustedProxies !== null && admits(trustedProxies, this.source)) || admits(whitelist, this.source);
  }

  /** Takes the listener's newest plan before a request is read. */
  follow(plan: ListenerPlan): void {
    if (this.plan === plan) return;
    this.plan = plan;
    this.fixedLines = plan.fixedHeaders + this.tlsLines;
    this.xForwardedFor = plan.xForwardedFor;
    this.forwardedFor = plan.forwardedFor;
    this.trusted =
      plan.trustedProxies !== null && admits(plan.trustedProxies, this.source) ? plan.trustedProxies : null;
    this.identifies = this.trusted !== null || this.isProxy;
    if (this.clientAddress !== this.peer) {
      this.clientAddress = this.peer;
      this.hash = clientHash(this.peer, this.source);
    }
    this.xForwardedHost = plan.xForwardedHost;
    this.tail = additionsTail(this.peer, plan.xForwardedFor, this.fixedLines);
  }

  /** Who stands behind one of several requests at a time: a trusted proxy may name another with each. */
  ofStream(plan: ListenerPlan): ClientIdentity {
    this.follow(plan);
    if (!this.identifies) return this;
    const own = new ClientIdentity(this.peer, this.peerPort, this.source, this.isProxy, this.localHost);
    own.tls = this.tls;
    own.tlsLines = this.tlsLines;
    return own;
  }

  /** May the client of the request whose head was just read come in? Judged at accept already unless a proxy speaks. */
  admits(context: HttpContext, bytes: Buffer): boolean {
    return !this.identifies || this.identify(context, bytes);
  }

  private identify(context: HttpContext, bytes: Buffer): boolean {
    const plan = this.plan as ListenerPlan;
    if (this.trusted === null) return admits(plan.whitelist, this.source);
    const found = context.clientAddress;
    found.read(context.requestHead, bytes, this.peer, this.source, this.trusted);
    if (found.address !== this.clientAddress) {
      this.clientAddress = found.address;
      this.hash = clientHash(found.address, found.source);
      this.tail = additionsTail(found.address, plan.xForwardedFor, this.fixedLines);
    }
    return admits(plan.whitelist, found.source);
  }
}
