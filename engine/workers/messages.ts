import type { AccessLogReport } from "@/engine/access-log/report";
import type { Slots } from "@/engine/plan/plan";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import type { Snapshot } from "@/lib/wire/snapshot";
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
  /** `listenerId address:port`. A socket that the next apply does not name is closed and its connections drained. */
  key: string;
  listenerId: string;
  transport: "tcp" | "udp";
  address: string;
  port: number;
  /** Set when it is new to the worker. */
  fd?: number;
}

export type ToWorker =
  | { type: "apply"; seq: number; snapshot: Snapshot; slots: Slots; sockets: BoundSocket[] }
  /** Answered by `explained`. */
  | { type: "explain"; seq: number; listenerId: string; passage: AskedPassage }
  /** Stop accepting, end idle connections, then exit; what is left after the deadline is reset. */
  | { type: "stop"; deadlineMs: number };

export type FromWorker =
  | { type: "ready" }
  /** The plan was swapped; from here on new requests follow it. */
  | { type: "applied"; seq: number }
  /** Null: no such listener runs. */
  | { type: "explained"; seq: number; explanation: PassageExplanation | null }
  | { type: "socketFailed"; key: string; code: string; message: string }
  | { type: "accessLog"; report: AccessLogReport }
  /** Connections of a removed object were reset at the end of the time they had. */
  | { type: "drainReset"; object: { type: "listener" | "member"; id: string }; connections: number }
  | { type: "stopped" };
