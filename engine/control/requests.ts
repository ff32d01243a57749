import type { AskedPassage, Explanation } from "@/lib/wire/explanation";
import { type EngineReply, EngineRequest } from "@/lib/wire/messages";
import type { AskedRequest, RouteExplanation } from "@/lib/wire/route-explanation";
import { protocolVersion } from "@/lib/wire/snapshot";
import type { Engine } from "./engine";
import type { Subscription } from "./subscription";
import { version } from "./version";

/** Errors of a whole request; an object's own are in the answer of apply. */
class RequestError extends Error {
  constructor(
    readonly code: "PROTOCOL" | "NOT_FOUND" | "NO_MONITOR" | "DISABLED",
    message: string,
  ) {
    super(message);
  }
}

export interface RequestContext {
  engine: Engine;
  subscription: Subscription;
  shutdown: () => void;
}

/** Answers one message of a console; never rejects. Messages that are no request get INVALID_REQUEST. */
export async function answer(message: unknown, context: RequestContext): Promise<EngineReply> {
  const parsed = EngineRequest.safeParse(message);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const text = issue === undefined ? "not a request" : `${issue.path.join(".")}: ${issue.message}`;
    return { id: idOf(message), ok: false, error: { code: "INVALID_REQUEST", message: text } };
  }
  const { id } = parsed.data;
  try {
    return { id, ok: true, result: await perform(parsed.data, context) };
  } catch (error) {
    const code = error instanceof RequestError ? error.code : "INTERNAL";
    return { id, ok: false, error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

async function perform(request: EngineRequest, { engine, subscription, shutdown }: RequestContext): Promise<unknown> {
  switch (request.type) {
    case "hello":
      requireProtocol(request.protocol);
      return { protocol: protocolVersion, epoch: engine.epoch, pid: process.pid, version };
    case "apply":
      requireProtocol(request.snapshot.protocol);
      return engine.apply(request.snapshot);
    case "validate":
      requireProtocol(request.snapshot.protocol);
      return engine.validate(request.snapshot);
    case "state":
      return engine.state();
    case "totals":
      return engine.traffic();
    case "subscribe":
      return { epoch: engine.epoch, nextSeq: subscription.begin(request.fromSeq) };
    case "ackPoints":
      engine.ackPoints(request.seq);
      return { acked: request.seq };
    case "checkNow":
      return checkNow(engine, request.memberId);
    case "sourceSessions":
      return engine.listSessions(request.poolId, request.limit);
    case "clearSourceSessions":
      return { cleared: engine.sessions.clear(request.poolId) };
    case "explainRoutes":
      return explainRoutes(engine, request.listenerId, request.requests);
    case "explain":
      return explain(engine, request.listenerId, request.passage);
    case "shutdown":
      setImmediate(shutdown);
      return {};
    default:
      return request satisfies never;
  }
}

async function checkNow(engine: Engine, memberId: string): Promise<unknown> {
  const result = await engine.checkNow(memberId);
  if ("state" in result) return result;
  const messages = {
    NOT_FOUND: `there is no member ${memberId}`,
    NO_MONITOR: "the member's group has no health check",
    DISABLED: "the member is switched off",
  };
  throw new RequestError(result.error, messages[result.error]);
}

function explainRoutes(engine: Engine, listenerId: string, requests: AskedRequest[]): RouteExplanation[] {
  const explained = engine.explainRoutes(listenerId, requests);
  if (explained !== null) return explained;
  throw new RequestError("NOT_FOUND", `there is no running listener ${listenerId}`);
}

async function explain(engine: Engine, listenerId: string, passage: AskedPassage): Promise<Explanation> {
  const explained = await engine.explain(listenerId, passage);
  if (explained !== null) return explained;
  throw new RequestError("NOT_FOUND", `there is no running listener ${listenerId}`);
}

function requireProtocol(protocol: number): void {
  if (protocol === protocolVersion) return;
  throw new RequestError("PROTOCOL", `the engine speaks protocol ${protocolVersion}, the console ${protocol}`);
}

function idOf(message: unknown): number {
  if (typeof message !== "object" || message === null || !("id" in message)) return 0;
  return typeof message.id === "number" ? message.id : 0;
}
