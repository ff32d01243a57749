import type { Attempt, ExchangeLog, ExchangeRecord } from "@/engine/l7/exchange-record";
import type { HttpConnection } from "@/engine/l7/http-connection";
import { RequestFacts } from "@/engine/l7/request-facts";
import type { ListenerPlan } from "@/engine/plan/plan";
import { tcpInfo } from "@/engine/sys/tcp-info";
import { noTls } from "@/engine/tls/client-facts";
import { type LineAttempt, type LineRequest, LineWriter } from "./line";
import type { StreamLog } from "./stream-log";

type Filled<T> = { -readonly [Key in keyof T]: T[Key] };

/** How long a connection's round-trip time is told again before the kernel is asked anew, in ms. */
const rttMs = 1000;

/** Writes a line for each request of a listener's connections. Nothing is allocated for it. */
export class ListenerLog implements ExchangeLog {
  private readonly lines: LineWriter;
  private readonly attempts: Filled<LineAttempt>[] = [];
  private readonly request: Filled<LineRequest> = {
    address: "",
    port: 0,
    status: 0,
    facts: new RequestFacts(),
    scheme: "http",
    localHost: "",
    requestLength: 0,
    bytesSent: 0,
    bodyBytesSent: 0,
    requestMs: 0,
    attempts: this.attempts,
    attemptCount: 0,
    poolId: null,
    tls: noTls,
    rttUs: -1,
  };

  constructor(
    private readonly stream: StreamLog,
    plan: ListenerPlan & { accessLog: NonNullable<ListenerPlan["accessLog"]> },
  ) {
    this.lines = new LineWriter(plan.accessLog);
    this.request.scheme = plan.protocol === "HTTPS" ? "https" : "http";
  }

  /** Asks the kernel while the connection is there: at the end of a request the client may be gone. */
  began(client: HttpConnection, now: number): void {
    if (now < client.rttUntil) return;
    client.rttUntil = now + rttMs;
    const info = tcpInfo(client.channel.handle.fd);
    if (info !== null) client.rttUs = info.rttUs;
  }

  finished(record: ExchangeRecord): void {
    const { request } = this;
    const client = record.client as HttpConnection;
    request.address = client.identity.peer;
    request.port = client.identity.peerPort;
    request.status = record.status;
    request.facts = record.request;
    request.localHost = client.identity.localHost;
    request.tls = client.identity.tls;
    request.requestLength = record.bytesIn;
    request.bytesSent = record.bytesOut;
    request.bodyBytesSent = record.bodyBytesOut;
    request.requestMs = record.endedAt - record.startedAt;
    request.poolId = record.pool?.plan.id ?? null;
    request.rttUs = client.rttUs;
    request.attemptCount = record.attemptCount;
    for (let i = 0; i < record.attemptCount; i++) {
      const line = (this.attempts[i] ??= { address: "", status: 0, connectMs: -1, headerMs: -1, responseMs: -1 });
      fill(line, record.attempts[i] as Attempt);
    }
    const bytes = this.stream.reserve(this.lines.most(request));
    if (bytes !== null) this.stream.commit(this.lines.put(bytes, this.stream.position, request, Date.now()));
  }
}

function fill(line: Filled<LineAttempt>, attempt: Attempt): void {
  const { member, startedAt, connectedAt, headAt, endedAt } = attempt;
  line.address = member === null ? "-" : member.place;
  line.status = statusOf(attempt);
  if (attempt.reused) line.connectMs = 0;
  else line.connectMs = connectedAt > 0 ? connectedAt - startedAt : -1;
  line.headerMs = headAt > 0 ? headAt - startedAt : -1;
  line.responseMs = endedAt > 0 ? endedAt - startedAt : -1;
}

/** A member that gave no answer has the status that the balancer makes of it; one that was left none. */
function statusOf({ status, result }: Attempt): number {
  if (status > 0) return status;
  switch (result) {
    case "connectTimeout":
    case "timeout":
      return 504;
    case "connectFailed":
    case "broken":
    case "malformed":
      return 502;
    default:
      return -1;
  }
}
