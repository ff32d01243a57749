import type { EngineNotice } from "./engine-notice";
import type { Health, Refusal } from "./status";

/*
 * Events of `GET /api/events`, the one stream of a tab. The name of an SSE event is a key of {@link LiveEvents}, its
 * data the JSON of the value.
 */

/**
 * One second of traffic: values by object id, in the order of `trafficFields` (see `readTraffic`) for load balancers
 * and listeners, and of [requests, failures, connections, requests of sessions] for members. An object that is missing had no traffic.
 */
export interface LiveWindow {
  /** Start of the second, ms of the epoch. */
  at: number;
  loadBalancers: Record<string, number[]>;
  listeners: Record<string, number[]>;
  members: Record<string, number[]>;
  /** In the order of `eipFields`. */
  eips?: Record<string, number[]>;
  /** Groups, as members. */
  pools?: Record<string, number[]>;
}

/** What the engine says of a server, before its weight and switch are looked at. */
export interface LiveMember {
  memberId: string;
  health: Health;
  reason: string;
  detail: string;
  since: number;
  checkedAt: number;
  durationMs: number;
}

export interface LiveRefusal extends Refusal {
  object: { type: string; id: string };
}

export interface LiveEngine {
  connected: boolean;
  /** Generation of what is stored, and of what the engine runs. */
  generation: number;
  running: number;
  refusals: LiveRefusal[];
  /** Why the engine or the last apply is not well; null when it is. */
  problem: string | null;
  /** What is not as it should be on the engine's host, such as `NO_ICMP`. */
  notices: EngineNotice[];
}

export interface LiveEvents {
  /** First, and after each reconnection: about the last five minutes, oldest first. */
  snapshot: { now: number; windows: LiveWindow[]; members: LiveMember[]; engine: LiveEngine };
  /** Every second while the engine is there. */
  sample: LiveWindow;
  member: LiveMember;
  /** The engine runs another generation, refuses other objects, came or went. */
  applied: LiveEngine;
  /** Something stored has changed: caches that hold it are stale. */
  changed: { changes: { type: string; id: string }[] };
}
