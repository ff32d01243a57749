import type { AccessLogReport } from "@/engine/access-log/report";
import type { ListenerSource } from "@/engine/plan/plan";
import type { PlanStep } from "@/engine/plan/steps";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import type { Capacity } from "./shared-memory";

export interface WorkerData {
  index: number;
  buffer: SharedArrayBuffer;
  capacity: Capacity;
  /** Signs balancer cookies; the same in all workers and after a restart. */
  secret: string;
  /** Where access logs are written; empty: nowhere. */
  logDirectory: string;
}

/** A listening socket that the main thread bound for one worker; the worker owns the descriptor from then on. */
export interface BoundSocket {
  /** `listenerId address:port`. */
  key: string;
  listenerId: string;
  transport: "tcp" | "udp";
  address: string;
  port: number;
  /** Absent without koffi: the worker binds it itself. */
  fd?: number;
}

/** What a worker does to get from what it runs to what it shall run, in order. */
export type WorkerStep =
  | PlanStep<ListenerSource>
  | { readonly type: "bind"; readonly socket: BoundSocket }
  | { readonly type: "unbind"; readonly listenerId: string; readonly key: string };

export type ToWorker =
  /** A slice of a change, small enough for the traffic not to notice. */
  | { type: "apply"; seq: number; steps: readonly WorkerStep[] }
  /** Answered by `explained`. */
  | { type: "explain"; seq: number; listenerId: string; passage: AskedPassage }
  /** Answered by `sessionsCounted`. */
  | { type: "countSessions"; seq: number; poolId: string }
  /** Stop accepting, end idle connections, then exit; what is left after the deadline is reset. */
  | { type: "stop"; deadlineMs: number };

export type FromWorker =
  | { type: "ready" }
  /** The slice was done, in so many ms; from here on new requests follow it. */
  | { type: "applied"; seq: number; tookMs: number }
  /** Null: no such listener runs. */
  | { type: "explained"; seq: number; explanation: PassageExplanation | null }
  | { type: "sessionsCounted"; seq: number; counts: ReadonlyMap<string, number> }
  | { type: "socketFailed"; key: string; code: string; message: string }
  | { type: "accessLog"; report: AccessLogReport }
  /** Connections of a removed object were reset at the end of the time they had. */
  | { type: "drainReset"; object: { type: "listener" | "member"; id: string }; connections: number }
  | { type: "stopped" };
