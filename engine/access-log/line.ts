import type { AccessLogPlan } from "@/engine/plan/plan";
import { LineClock, seconds } from "./clock";

/** One try of a member, in order of the tries. Times in ms; below 0 is unknown and stands as `-`. */
export interface LineAttempt {
  /** `address:port`. */
  readonly address: string;
  /** What it answered; 502 or 504 when it gave no answer, as nginx has it. */
  readonly status: number;
  /** 0 on a connection that was there. */
  readonly connectMs: number;
  readonly headerMs: number;
  readonly responseMs: number;
}

/** What a line says of one request. */
export interface LineRequest {
  /** Of the client, `address:port`. */
  readonly remote: string;
  readonly status: number;
  /** Both as `RequestText` gives them: escaped. */
  readonly requestLine: string;
  readonly headers: string;
  /** Bytes of head and body from the client; bytes to it, with the answer's head and without. */
  readonly requestLength: number;
  readonly bytesSent: number;
  readonly bodyBytesSent: number;
  readonly requestMs: number;
  readonly attempts: readonly LineAttempt[];
  /** Null: no group was asked. */
  readonly poolId: string | null;
  /** `protocol cipher sni`, `- - -` where there is no TLS. */
  readonly tls: string;
  /** In µs; below 0 where the platform does not tell. */
  readonly rttUs: number;
}

export const noTls = "- - -";

/** Writes the lines of one listener: 32 fields, single spaces, one line (LG-06). One instance a plan and thread. */
export class LineWriter {
  private readonly beforePool: string;
  private readonly afterPool: string;

  constructor(
    readonly identity: AccessLogPlan,
    private readonly clock = new LineClock(),
  ) {
    const { loadBalancerId, listenerId, projectId, publicAddress } = identity;
    this.beforePool = ` loadbalancer_${loadBalancerId} listener_${listenerId} ${listenerId} `;
    // The guide knows no member_name and no certificate_id yet (LG-08).
    this.afterPool = ` "-" ${projectId} ${publicAddress} "`;
  }

  /** The line with its line feed; `now` in ms of the epoch. */
  line(request: LineRequest, now: number): string {
    const { attempts, poolId } = request;
    const time = this.clock.read(now);
    const pool = poolId === null ? "-" : `pool_${poolId}`;
    const rtt = request.rttUs < 0 ? "-" : request.rttUs;
    const address = attempts.length === 1 ? (attempts[0] as LineAttempt).address : join(attempts, addressOf);
    return (
      `${time} ${this.identity.streamId} [${this.clock.iso}] elb_01 ${request.remote} ${request.status} ` +
      `"${request.requestLine}" ${request.requestLength} ${request.bytesSent} ${request.bodyBytesSent} ` +
      `${seconds(request.requestMs)} ${upstream(attempts)} "${address}" ${request.headers}${this.beforePool}${pool}` +
      `${this.afterPool}${address}" - ${request.tls} ${rtt}\n`
    );
  }
}

/** Four fields: `"status" "connect" "header" "response"`; several tries as nginx joins them (LG-07). */
function upstream(attempts: readonly LineAttempt[]): string {
  if (attempts.length !== 1) {
    const fields = [statusOf, connectOf, headerOf, responseOf].map((of) => `"${join(attempts, of)}"`);
    return fields.join(" ");
  }
  const one = attempts[0] as LineAttempt;
  return `"${statusOf(one)}" "${connectOf(one)}" "${headerOf(one)}" "${responseOf(one)}"`;
}

function join(attempts: readonly LineAttempt[], of: (attempt: LineAttempt) => string): string {
  return attempts.length === 0 ? "-" : attempts.map(of).join(", ");
}

const addressOf = ({ address }: LineAttempt): string => address;
const statusOf = ({ status }: LineAttempt): string => (status > 0 ? String(status) : "-");
const connectOf = ({ connectMs }: LineAttempt): string => seconds(connectMs);
const headerOf = ({ headerMs }: LineAttempt): string => seconds(headerMs);
const responseOf = ({ responseMs }: LineAttempt): string => seconds(responseMs);
