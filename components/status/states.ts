import type { TraceRating } from "@/lib/model/trace";
import type { Configuration, Health } from "@/lib/model/status";
import type { ShapeName, Tone } from "./shape";

/** `idle`: weight 0, so no new requests. */
export type HealthState = Health | "idle";

/** Load balancers and groups are online; servers are healthy. */
export type HealthOf = "service" | "server";

export interface Appearance {
  shape: ShapeName;
  tone: Tone;
  /** Normal states are quiet; the others get a filled badge. */
  calm: boolean;
}

export const healthAppearance: Record<HealthState, Appearance> = {
  online: { shape: "circle", tone: "ok", calm: true },
  degraded: { shape: "triangle", tone: "warn", calm: false },
  offline: { shape: "diamond", tone: "bad", calm: false },
  draining: { shape: "half", tone: "drain", calm: false },
  "no-monitor": { shape: "dashed", tone: "off", calm: true },
  unknown: { shape: "dashed", tone: "off", calm: true },
  idle: { shape: "dashed", tone: "off", calm: true },
  disabled: { shape: "struck", tone: "off", calm: true },
};

export const configurationAppearance: Record<Configuration, Appearance> = {
  "in-effect": { shape: "check", tone: "ok", calm: true },
  applying: { shape: "arc", tone: "busy", calm: false },
  refused: { shape: "octagon", tone: "bad", calm: false },
  disabled: { shape: "struck", tone: "off", calm: true },
};

/** Ratings of audit events (AU-04). */
export const ratingAppearance: Record<TraceRating, Appearance> = {
  normal: { shape: "check", tone: "ok", calm: true },
  warning: { shape: "triangle", tone: "warn", calm: false },
  incident: { shape: "diamond", tone: "bad", calm: false },
};
