import type { RequestFacts } from "@/engine/l7/request-facts";
import type { AccessLogPlan } from "@/engine/plan/plan";
import { LineClock } from "./clock";
import { putBytes, putCount, putQuotable, putSeconds, putText } from "./put";

/** One try of a member, in order of the tries. Times in ms; below 0 is unknown and stands as `-`. */
export interface LineAttempt {
  /** `address:port`. */
  readonly address: string;
  /** What it answered; 502 or 504 when it gave no answer, as nginx has it; below 0: unknown. */
  readonly status: number;
  /** 0 on a connection that was there. */
  readonly connectMs: number;
  readonly headerMs: number;
  readonly responseMs: number;
}

/** What a line says of one request. */
export interface LineRequest {
  /** Of the client. */
  readonly address: string;
  readonly port: number;
  readonly status: number;
  readonly facts: RequestFacts;
  /** `http` or `https`, and what stands for an absent Host. */
  readonly scheme: string;
  readonly localHost: string;
  /** Bytes of head and body from the client; bytes to it, with the answer's head and without. */
  readonly requestLength: number;
  readonly bytesSent: number;
  readonly bodyBytesSent: number;
  readonly requestMs: number;
  readonly attempts: readonly LineAttempt[];
  /** How many of `attempts` are of this request. */
  readonly attemptCount: number;
  /** Null: no group was asked. */
  readonly poolId: string | null;
  /** `protocol cipher sni`, `- - -` where there is no TLS. */
  readonly tls: string;
  /** In µs; below 0 where the platform does not tell. */
  readonly rttUs: number;
}

/** Writes the lines of one listener: 32 fields, single spaces, one line (LG-06). One instance a plan and thread. */
export class LineWriter {
  private readonly afterTime: Uint8Array;
  private readonly beforePool: Uint8Array;
  private readonly afterPool: Uint8Array;

  constructor(
    { streamId, loadBalancerId, listenerId, projectId, publicAddress }: AccessLogPlan,
    private readonly clock = new LineClock(),
  ) {
    this.afterTime = Buffer.from(` ${streamId} [`, "latin1");
    this.beforePool = Buffer.from(`" loadbalancer_${loadBalancerId} listener_${listenerId} ${listenerId} `, "latin1");
    // The guide knows no member_name and no certificate_id yet (LG-08).
    this.afterPool = Buffer.from(` "-" ${projectId} ${publicAddress} "`, "latin1");
  }

  /** Bytes that the line has at most. */
  most({ facts, attemptCount }: LineRequest): number {
    return 2048 + attemptCount * 200 + 4 * facts.brokenLineEnd;
  }

  /** Writes the line with its line feed from `at`; `now` in ms of the epoch. Gives the index after it. */
  put(out: Uint8Array, at: number, request: LineRequest, now: number): number {
    const { facts, poolId } = request;
    at = this.clock.put(out, at, now);
    at = putBytes(out, at, this.afterTime);
    at = putBytes(out, at, this.clock.iso);
    at = putText(out, at, "] elb_01 ");
    at = putText(out, at, request.address);
    out[at++] = colon;
    at = putCount(out, at, request.port);
    out[at++] = space;
    at = putCount(out, at, request.status);
    at = putText(out, at, ' "');
    at = putRequestLine(out, at, request);
    at = putText(out, at, '" ');
    at = putCount(out, at, request.requestLength);
    out[at++] = space;
    at = putCount(out, at, request.bytesSent);
    out[at++] = space;
    at = putCount(out, at, request.bodyBytesSent);
    out[at++] = space;
    at = putSeconds(out, at, request.requestMs);
    for (let field = 0; field < 5; field++) {
      at = putText(out, at, field === 0 ? ' "' : '" "');
      at = putAttempts(out, at, request, field);
    }
    at = putText(out, at, '" "');
    at = putQuotable(out, at, facts.bytes, facts.targetEnd, facts.userAgentEnd);
    at = putText(out, at, '" "');
    at = putQuotable(out, at, facts.bytes, facts.userAgentEnd, facts.refererEnd);
    at = putText(out, at, '" "');
    at = putQuotable(out, at, facts.bytes, facts.refererEnd, facts.forwardedForEnd);
    at = putBytes(out, at, this.beforePool);
    at = poolId === null ? putText(out, at, "-") : putText(out, putText(out, at, "pool_"), poolId);
    at = putBytes(out, at, this.afterPool);
    at = putAttempts(out, at, request, 4);
    at = putText(out, at, '" - ');
    at = putText(out, at, request.tls);
    out[at++] = space;
    at = putCount(out, at, request.rttUs);
    out[at++] = lineFeed;
    return at;
  }
}

/** By {@link RequestFacts.minor}. */
const versions = [" HTTP/1.0", " HTTP/1.1", " HTTP/2.0"];
const space = 32;
const colon = 58;
const lineFeed = 10;

/** `GET http://host/path HTTP/1.1`; of what was no request its first line as far as it came, or `-`. */
function putRequestLine(out: Uint8Array, at: number, { facts, scheme, localHost }: LineRequest): number {
  const { bytes, methodEnd, hostEnd, targetEnd } = facts;
  if (facts.minor < 0) return putQuotable(out, at, bytes, facts.forwardedForEnd, facts.brokenLineEnd);
  at = putQuotable(out, at, bytes, 0, methodEnd);
  out[at++] = space;
  at = putText(out, at, scheme);
  at = putText(out, at, "://");
  if (hostEnd === methodEnd) at = putText(out, at, localHost);
  else at = putQuotable(out, at, bytes, methodEnd, hostEnd);
  if (targetEnd > hostEnd) at = putQuotable(out, at, bytes, hostEnd, targetEnd);
  return putText(out, at, versions[facts.minor] as string);
}

/** One field of all tries, joined as nginx does (LG-07): status, connect, header, response time, address. */
function putAttempts(out: Uint8Array, at: number, { attempts, attemptCount }: LineRequest, field: number): number {
  if (attemptCount === 0) return putText(out, at, "-");
  for (let i = 0; i < attemptCount; i++) {
    if (i > 0) at = putText(out, at, ", ");
    const attempt = attempts[i] as LineAttempt;
    if (field === 0) at = putCount(out, at, attempt.status);
    else if (field === 1) at = putSeconds(out, at, attempt.connectMs);
    else if (field === 2) at = putSeconds(out, at, attempt.headerMs);
    else if (field === 3) at = putSeconds(out, at, attempt.responseMs);
    else at = putText(out, at, attempt.address);
  }
  return at;
}
