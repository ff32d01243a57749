import * as z from "zod";
import { ProbeReport } from "@/lib/model/probe-report";
import { AskedPassage } from "./explanation";
import { AskedRequest } from "./route-explanation";
import { Snapshot } from "./snapshot";

/** Why one object of a snapshot is not running. `code`: see {@link refusalCodes}, or an errno name such as EADDRINUSE. */
export const ObjectError = z.object({
  object: z.object({
    type: z.enum(["loadbalancer", "listener", "l7policy", "pool", "member", "demoserver"]),
    id: z.string(),
  }),
  field: z.string(),
  code: z.string(),
  message: z.string(),
});
export type ObjectError = z.infer<typeof ObjectError>;

/** Codes of refusals that the plan decides; the operating system's own errno names appear beside them. */
export const refusalCodes = {
  danglingReference: "DANGLING_REFERENCE",
  portConflict: "PORT_CONFLICT",
  unsupportedProtocol: "UNSUPPORTED_PROTOCOL",
  invalidValue: "INVALID_VALUE",
  capacity: "CAPACITY",
} as const;

/** Answer to `apply` and `validate`. `running` is the generation in effect afterwards. */
export const ApplyResult = z.object({
  generation: z.number(),
  running: z.number(),
  warnings: z.array(ObjectError),
  errors: z.array(ObjectError),
});
export type ApplyResult = z.infer<typeof ApplyResult>;

/** Requests of the console. Each frame is one JSON object with an `id` that the answer repeats. */
export const EngineRequest = z.discriminatedUnion("type", [
  z.object({ id: z.number(), type: z.literal("hello"), protocol: z.number(), client: z.string() }),
  z.object({ id: z.number(), type: z.literal("apply"), snapshot: Snapshot }),
  z.object({ id: z.number(), type: z.literal("validate"), snapshot: Snapshot }),
  z.object({ id: z.number(), type: z.literal("state") }),
  /** What every object carried since the engine began: {@link Totals}. */
  z.object({ id: z.number(), type: z.literal("totals") }),
  /** Push everything from `fromSeq` of the spool on, then live. Points up to `ackSeq` may be forgotten. */
  z.object({ id: z.number(), type: z.literal("subscribe"), fromSeq: z.number() }),
  z.object({ id: z.number(), type: z.literal("ackPoints"), seq: z.number() }),
  z.object({ id: z.number(), type: z.literal("checkNow"), memberId: z.string() }),
  /** Sessions by source address of a group (ST-01), at most `limit` of them: answered by {@link SourceSessionList}. */
  z.object({
    id: z.number(),
    type: z.literal("sourceSessions"),
    poolId: z.string(),
    limit: z.number().int().min(0).max(1000),
  }),
  /** Ends them all; answers how many. */
  z.object({ id: z.number(), type: z.literal("clearSourceSessions"), poolId: z.string() }),
  /** What the policies of a running listener make of requests: a {@link RouteExplanation} each. */
  z.object({
    id: z.number(),
    type: z.literal("explainRoutes"),
    listenerId: z.string(),
    requests: z.array(AskedRequest).max(100),
  }),
  /** What a running listener would do with a request: an {@link Explanation}. Nothing is changed by it. */
  z.object({ id: z.number(), type: z.literal("explain"), listenerId: z.string(), passage: AskedPassage }),
  z.object({ id: z.number(), type: z.literal("shutdown") }),
]);
export type EngineRequest = z.infer<typeof EngineRequest>;
/** A request before the client gave it its `id`. */
export type EngineRequestBody = EngineRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, "id">
    : never
  : never;

export const MemberState = z.object({
  memberId: z.string(),
  health: z.enum(["online", "offline", "no-monitor", "unknown", "draining", "disabled"]),
  /** Reason code such as CONNECT_REFUSED, TIMEOUT, HTTP_503; empty while good. */
  reason: z.string(),
  detail: z.string(),
  /** Since when it is in this state, and when it was last probed: ms of the epoch; 0 is never. */
  since: z.number(),
  checkedAt: z.number(),
  durationMs: z.number(),
  /** Left out of its pool for failures in a row (passive ejection), until then in ms of the epoch; absent: it is not. */
  ejection: z.object({ until: z.number(), reason: z.string() }).nullable().optional(),
  /** Its last turns between online and offline, oldest first, at most 20; since the engine began or its place changed. */
  history: z
    .array(z.object({ at: z.number(), health: z.enum(["online", "offline"]), reason: z.string(), detail: z.string() }))
    .default([]),
});
export type MemberState = z.infer<typeof MemberState>;

/** Answer to `checkNow`. */
export const CheckReport = z.object({ state: MemberState, probe: ProbeReport.nullable() });
export type CheckReport = z.infer<typeof CheckReport>;

/** Lines of one log stream since the engine began. */
export const AccessLogState = z.object({
  streamId: z.string(),
  written: z.number(),
  /** Lines that were lost: the disk refused, or was too slow. */
  dropped: z.number(),
  /** When some were lost last, ms of the epoch; 0 is never. */
  droppedAt: z.number(),
  /** The system's code while the disk refuses, such as ENOSPC; else empty. */
  error: z.string(),
});
export type AccessLogState = z.infer<typeof AccessLogState>;

/** `count`: all of them, of which `sessions` are some; `endsInS`: without a further connection. */
export const SourceSessionList = z.object({
  count: z.number(),
  /** By member; those that have left stand under "". */
  counts: z.record(z.string(), z.number()).default({}),
  sessions: z.array(z.object({ source: z.string(), memberId: z.string(), endsInS: z.number() })),
});
export type SourceSessionList = z.infer<typeof SourceSessionList>;

export const EngineState = z.object({
  pid: z.number(),
  /** New with every engine process: sequence numbers and counters begin anew. */
  epoch: z.string(),
  startedAt: z.number(),
  version: z.string(),
  workers: z.number(),
  generation: z.number(),
  running: z.number(),
  appliedAt: z.number(),
  applyMs: z.number(),
  errors: z.array(ObjectError),
  warnings: z.array(ObjectError),
  members: z.array(MemberState),
  accessLogs: z.array(AccessLogState).default([]),
  /** Removed listeners and members that still hold connections or requests, until their deadline, and how many. */
  draining: z.array(z.object({ type: z.enum(["listener", "member"]), id: z.string(), left: z.number() })).default([]),
  /** Turns of health checks that were left out since the start. */
  skippedChecks: z.number().default(0),
  /** What degraded on this host, e.g. no koffi: `EngineNotice`s. */
  notices: z.array(z.string()),
});
export type EngineState = z.infer<typeof EngineState>;

/** Answers of the engine. */
export const EngineReply = z.discriminatedUnion("ok", [
  z.object({ id: z.number(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);
export type EngineReply = z.infer<typeof EngineReply>;

/**
 * Values in the order of `trafficFields` of lib/model/metric (listeners, load balancers) and of `memberFields` (members,
 * groups). Objects without any traffic in the window are left out of samples
 * and stand as zeros in points.
 */
const Window = z.object({
  /** Start of the window, ms of the epoch. */
  at: z.number(),
  loadBalancers: z.record(z.string(), z.array(z.number())),
  listeners: z.record(z.string(), z.array(z.number())),
  members: z.record(z.string(), z.array(z.number())),
  /** In the order of `eipFields`. */
  eips: z.record(z.string(), z.array(z.number())).default({}),
  /** Server groups: sums of their members, in the same order. */
  pools: z.record(z.string(), z.array(z.number())).default({}),
  /** In points: response times of load balancers and listeners, [bucket, count, bucket, count …]. */
  latency: z.record(z.string(), z.array(z.number())).default({}),
});
export type Window = z.infer<typeof Window>;

/**
 * Sums over everything since the engine began (`startedAt`, ms of the epoch), to the newest second, in the order of
 * {@link Window}'s values: of counts alone, for gauges and percentiles they say nothing. Objects that never had traffic
 * are left out.
 */
export const Totals = Window.omit({ at: true, latency: true }).extend({ startedAt: z.number() });
export type Totals = z.infer<typeof Totals>;

/** What the engine pushes to a subscriber. */
export const EnginePush = z.discriminatedUnion("push", [
  /** One second; lossy: dropped when the console is slow. */
  z.object({ push: z.literal("sample"), epoch: z.string(), window: Window }),
  /** One minute; spooled on disk until acknowledged by `seq`. */
  z.object({ push: z.literal("point"), seq: z.number(), window: Window }),
  /** A member's health changed. */
  z.object({ push: z.literal("member"), member: MemberState }),
  /** The running generation or an object's refusal changed. */
  z.object({
    push: z.literal("applied"),
    running: z.number(),
    errors: z.array(ObjectError),
    warnings: z.array(ObjectError),
  }),
]);
export type EnginePush = z.infer<typeof EnginePush>;

export type EngineMessage = EngineReply | EnginePush;
