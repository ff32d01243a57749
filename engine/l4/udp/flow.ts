import type { Shaper } from "@/engine/limits/shaper";
import { socketAddress } from "@/engine/sys/listen-socket";
import type { MemberState } from "@/engine/upstream/member-state";
import type { Timed } from "@/engine/upstream/timer-wheel";
import type { ClientSocket } from "./client-socket";
import type { MemberSocket, MemberSocketOwner } from "./member-socket";

/** Where datagrams of a listener come in, and the flows of the clients that sent them by address and port. */
export interface Front {
  readonly socket: Pick<ClientSocket, "send">;
  readonly flows: Map<number, Flow>;
  /** Of an address with a bandwidth; null is without limit. */
  shaper: Shaper | null;
}

/** What flows tell their table. */
export interface FlowOwner {
  replied(flow: Flow, bytes: Buffer, length: number): void;
  memberFailed(flow: Flow): void;
  expired(flow: Flow): void;
}

/** The datagrams between one client (address and port) and its member, until nothing came for a while. */
export class Flow implements MemberSocketOwner, Timed {
  member: MemberState | null = null;
  socket: MemberSocket | null = null;
  /** The member that told last that nobody listens there. */
  failed: MemberState | null = null;
  /** The member has answered. */
  answered = false;
  /** Flows of the same table that were used just before and after it. */
  older: Flow | null = null;
  newer: Flow | null = null;
  /** The client, as system calls take it. */
  readonly to: Buffer;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;

  constructor(
    private readonly owner: FlowOwner,
    readonly front: Front,
    readonly source: number,
    readonly port: number,
    /** Where the client's address is counted. */
    readonly sourceCell: number,
  ) {
    this.to = socketAddress(source, port);
  }

  get key(): number {
    return flowKey(this.source, this.port);
  }

  onReply(bytes: Buffer, length: number): void {
    this.owner.replied(this, bytes, length);
  }

  onSocketFailed(): void {
    this.owner.memberFailed(this);
  }

  onDeadline(): void {
    this.owner.expired(this);
  }
}

export function flowKey(source: number, port: number): number {
  return source * 65_536 + port;
}
