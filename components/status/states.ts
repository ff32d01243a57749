import type { ShapeName, Tone } from "./shape";

export type HealthState =
  | "online"
  | "degraded"
  | "offline"
  | "healthy"
  | "unhealthy"
  | "draining"
  | "notChecked"
  | "idle"
  | "disabled";

export type ConfigurationState = "inEffect" | "applying" | "refused" | "disabled";

export interface Appearance {
  shape: ShapeName;
  tone: Tone;
  /** Normal states are quiet; the others get a filled badge. */
  calm: boolean;
}

export const healthAppearance: Record<HealthState, Appearance> = {
  online: { shape: "circle", tone: "ok", calm: true },
  healthy: { shape: "circle", tone: "ok", calm: true },
  degraded: { shape: "triangle", tone: "warn", calm: false },
  offline: { shape: "diamond", tone: "bad", calm: false },
  unhealthy: { shape: "diamond", tone: "bad", calm: false },
  draining: { shape: "half", tone: "drain", calm: false },
  notChecked: { shape: "dashed", tone: "off", calm: true },
  idle: { shape: "dashed", tone: "off", calm: true },
  disabled: { shape: "struck", tone: "off", calm: true },
};

export const configurationAppearance: Record<ConfigurationState, Appearance> = {
  inEffect: { shape: "check", tone: "ok", calm: true },
  applying: { shape: "arc", tone: "busy", calm: false },
  refused: { shape: "octagon", tone: "bad", calm: false },
  disabled: { shape: "struck", tone: "off", calm: true },
};
