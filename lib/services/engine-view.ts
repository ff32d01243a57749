import type { EngineNotice } from "@/lib/model/engine-notice";
import type { EipValues, MemberValues, TrafficValues } from "@/lib/model/metric";
import type { Refusal } from "@/lib/model/status";
import type { AskedPassage, Explanation } from "@/lib/wire/explanation";
import type { AccessLogState, CheckReport, MemberState, SourceSessionList, Totals } from "@/lib/wire/messages";
import type { AskedRequest, RouteExplanation } from "@/lib/wire/route-explanation";
import type { ResourceType } from "./errors";

export interface Changed {
  type: ResourceType;
  id: string;
}

/** What services know of the engine. The implementation is lib/engine-client's; tests give their own. */
export interface EngineView {
  readonly connected: boolean;
  /** Generation that the engine runs, as it last said; 0 before its first word. */
  readonly running: number;
  /** When the running generation took effect, ms of the epoch, and how long that took; null before its first word. */
  readonly applied: { at: number; ms: number } | null;
  /** Why the engine or the last apply is not well; null when it is. */
  readonly problem: string | null;
  /** Since when the engine is not connected, ms of the epoch; null while it is. */
  readonly downSince: number | null;
  /** What is not as it should be on the engine's host; empty while it is not connected. */
  readonly notices: readonly EngineNotice[];
  /** Turns of health checks that were left out since the engine began. */
  readonly lateChecks: number;
  refusal(
    type: "loadbalancer" | "listener" | "l7policy" | "pool" | "member" | "demoserver",
    id: string,
  ): Refusal | undefined;
  member(id: string): MemberState | undefined;
  /** Lines of a log stream; undefined while the engine has said nothing of it. */
  accessLog(streamId: string): AccessLogState | undefined;
  /** Traffic of a load balancer or listener over the last `seconds`, or null when nothing was heard of it. */
  recentTraffic(id: string, seconds: number): TrafficValues | null;
  /** The same of a server; `connections` are those of now. */
  recentMember(id: string, seconds: number): MemberValues | null;
  recentEip(id: string, seconds: number): EipValues | null;
  /** What everything carried since the engine began; rejects when the engine is not there. */
  totals(): Promise<Totals>;
  /** Probes one server now; rejects when the engine is not there. */
  checkNow(memberId: string): Promise<CheckReport>;
  /** Sessions by source address of a group, at most `limit`; rejects when the engine is not there. */
  sourceSessions(poolId: string, limit: number): Promise<SourceSessionList>;
  clearSourceSessions(poolId: string): Promise<void>;
  /** What the policies of a running listener make of requests; rejects when the engine or the listener is not there. */
  explainRoutes(listenerId: string, requests: AskedRequest[]): Promise<RouteExplanation[]>;
  /** What a running listener would do with a request; rejects when the engine or the listener is not there. */
  explain(listenerId: string, passage: AskedPassage): Promise<Explanation>;
  /** Called after a commit: hand the new generation over, and tell the screens. */
  changed(changes: readonly Changed[]): void;
}

/** An engine that was never heard of. */
export const noEngine: EngineView = {
  connected: false,
  running: 0,
  applied: null,
  problem: "not connected",
  downSince: null,
  notices: [],
  lateChecks: 0,
  refusal: () => undefined,
  member: () => undefined,
  accessLog: () => undefined,
  recentTraffic: () => null,
  recentMember: () => null,
  recentEip: () => null,
  totals: () => Promise.reject(new Error("not connected")),
  checkNow: () => Promise.reject(new Error("not connected")),
  sourceSessions: () => Promise.reject(new Error("not connected")),
  clearSourceSessions: () => Promise.reject(new Error("not connected")),
  explainRoutes: () => Promise.reject(new Error("not connected")),
  explain: () => Promise.reject(new Error("not connected")),
  changed: () => {},
};
