import { performance } from "node:perf_hooks";
import type { ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { RefusalCode } from "./answers";
import type { HttpConnection } from "./http-connection";
import { RequestFacts } from "./request-facts";

/** How the try on one member ended. */
export type AttemptResult =
  | "open"
  | "answered"
  | "connectFailed"
  | "connectTimeout"
  /** The connection went before the end of an answer. */
  | "broken"
  | "malformed"
  | "timeout"
  /** Not the member's doing: the client left, or was refused. */
  | "abandoned";

/** Why a request is over: its answer is complete, ours was given (its code), or it broke off. */
export type EndCause =
  | "answered"
  | RefusalCode
  /** The client reset its connection or cannot be written to. */
  | "clientLeft"
  /** The client did not take the answer, or sent a malformed body, after the answer had begun. */
  | "clientStalled"
  | "requestBroken"
  /** The member's answer broke off, or stood still, after it had begun. */
  | "answerCut"
  | "answerStalled"
  /** The listener or the member was removed, and the time to end was over. */
  | "drained"
  /** An upgraded connection: both sides ended, or both were silent for too long. */
  | "tunnelEnded"
  | "tunnelIdle";

/** One member that a request was tried on. Times are of performance.now() in ms, 0: it did not come to that. */
export class Attempt {
  member: MemberState | null = null;
  /** On a connection that had carried requests before: nothing was connected. */
  reused = false;
  startedAt = 0;
  connectedAt = 0;
  /** The answer's final head was read. */
  headAt = 0;
  endedAt = 0;
  /** Status of the member's answer, 0: none. */
  status = 0;
  result: AttemptResult = "open";
}

/** Told of each request when it is over; null where nobody logs, which costs nothing. */
export interface ExchangeLog {
  /** A request begins, or what is refused; `now` of performance.now(). The client's connection is open. */
  began(client: HttpConnection, now: number): void;
  /**
   * `record` and all in it are valid during the call only. It must not throw. The client's connection may be closed
   * already; it still tells its peer, binding and listener.
   */
  finished(record: ExchangeRecord): void;
}

/** Who is told of the requests of a listener, as its plan says. */
export interface ExchangeLogs {
  of(plan: ListenerPlan): ExchangeLog | null;
}

/**
 * Everything that is known of one request and its answer; also of what was no request and was refused. One instance
 * an exchange, filled anew for each request. Times inside, attempts' among them, and `request` are kept only where
 * somebody logs.
 */
export class ExchangeRecord {
  client: HttpConnection | null = null;
  readonly request = new RequestFacts();
  /** The request's first byte, the end of its answer; ms of performance.now(). */
  startedAt = 0;
  endedAt = 0;
  /** What the client got; 499 when it left before an answer began. */
  status = 0;
  cause: EndCause = "answered";
  /** Bytes of the request: head, and as much of the body as was read, with its framing. */
  bytesIn = 0;
  /** Bytes written to the client for it, interim answers too, and how many of them are no heads. */
  bytesOut = 0;
  bodyBytesOut = 0;
  /** The pool that was asked last, null: none was. */
  pool: PoolState | null = null;
  readonly attempts: Attempt[] = [];
  /** How many of `attempts` are of this request. */
  attemptCount = 0;
  /** The client's byte count when the request began. */
  private sentBefore = 0;
  private headBytesOut = 0;
  private isLogged = false;

  begin(client: HttpConnection, startedAt: number, bytesIn: number): void {
    this.client = client;
    this.startedAt = startedAt;
    this.bytesIn = bytesIn;
    this.status = 0;
    this.pool = null;
    this.attemptCount = 0;
    this.sentBefore = client.bytesOut;
    this.headBytesOut = 0;
    this.isLogged = client.log !== null;
    if (client.log !== null) client.log.began(client, startedAt);
  }

  /** The last member that was tried. */
  get attempt(): Attempt | null {
    return this.attemptCount === 0 ? null : (this.attempts[this.attemptCount - 1] as Attempt);
  }

  try(pool: PoolState, member: MemberState, reused: boolean): void {
    const attempt = (this.attempts[this.attemptCount] ??= new Attempt());
    this.attemptCount += 1;
    this.pool = pool;
    attempt.member = member;
    attempt.reused = reused;
    attempt.startedAt = this.isLogged ? performance.now() : 0;
    attempt.connectedAt = 0;
    attempt.headAt = 0;
    attempt.endedAt = 0;
    attempt.status = 0;
    attempt.result = "open";
  }

  connected(): void {
    const { attempt } = this;
    if (attempt !== null && this.isLogged) attempt.connectedAt = performance.now();
  }

  /** The member's final head. */
  headCame(status: number): void {
    this.status = status;
    const { attempt } = this;
    if (attempt === null) return;
    attempt.status = status;
    if (this.isLogged) attempt.headAt = performance.now();
  }

  /** Tells how the try that is under way ended; once: later tellings change nothing. */
  attemptEnded(result: AttemptResult): void {
    const { attempt } = this;
    if (attempt === null || attempt.result !== "open") return;
    attempt.result = result;
    if (this.isLogged) attempt.endedAt = performance.now();
  }

  /** A head of that many bytes was written to the client. */
  headSent(bytes: number): void {
    this.headBytesOut += bytes;
  }

  /** Closes the record. Gives the request's duration in µs. */
  end(status: number, cause: EndCause): number {
    this.status = status;
    this.cause = cause;
    this.attemptEnded(cause === "answered" || cause === "tunnelEnded" ? "answered" : "abandoned");
    this.endedAt = performance.now();
    const { client } = this;
    if (client !== null && client.log !== null) this.tell(client.log, client);
    return (this.endedAt - this.startedAt) * 1000;
  }

  private tell(log: ExchangeLog, client: HttpConnection): void {
    this.bytesOut = client.bytesOut - this.sentBefore;
    this.bodyBytesOut = Math.max(0, this.bytesOut - this.headBytesOut);
    log.finished(this);
  }

  /** Lets go of what would keep members, pools and connections alive until the next request. */
  forget(): void {
    for (let i = 0; i < this.attemptCount; i++) (this.attempts[i] as Attempt).member = null;
    this.attemptCount = 0;
    this.pool = null;
    this.client = null;
    if (this.isLogged) this.request.forget();
  }
}
