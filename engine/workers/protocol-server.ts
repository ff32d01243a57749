import type { ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { BoundSocket } from "./messages";

/** One listener in one worker, whatever its protocol (design: L4 sits behind one interface). */
export interface ProtocolServer {
  /** Listens on one more socket, bound already where it has a descriptor. @throws ListenError when it cannot */
  bind(socket: BoundSocket): void;
  has(key: string): boolean;
  /** Follows a new plan; what is open stays open. */
  apply(plan: ListenerPlan, pool: PoolState | null): void;
  unbind(key: string): void;
  readonly keys: string[];
  /** Stops accepting, ends what is idle, lets the rest finish. */
  drain(): void;
  /** Brings counts up to date that only the kernel keeps. */
  lookAtSegments(): void;
  readonly isIdle: boolean;
  /** Resets what a removed member still holds of this listener and tells how much that was. */
  resetMember(member: MemberState): number;
  /** Resets what is left and tells how much that was. */
  reset(): number;
}
