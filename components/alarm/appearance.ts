import type { Appearance } from "@/components/status/states";
import type { AlarmEventKind, AlarmLevel, AlarmRuleView } from "@/lib/model/alarm";

export const stateAppearance: Record<AlarmRuleView["state"], Appearance> = {
  alarm: { shape: "diamond", tone: "bad", calm: false },
  pending: { shape: "half", tone: "warn", calm: false },
  insufficient: { shape: "dashed", tone: "off", calm: true },
  ok: { shape: "circle", tone: "ok", calm: true },
  disabled: { shape: "struck", tone: "off", calm: true },
  orphaned: { shape: "octagon", tone: "warn", calm: false },
};

export const levelAppearance: Record<AlarmLevel, Appearance> = {
  critical: { shape: "diamond", tone: "bad", calm: true },
  major: { shape: "triangle", tone: "bad", calm: true },
  minor: { shape: "triangle", tone: "warn", calm: true },
  informational: { shape: "circle", tone: "busy", calm: true },
};

export const kindAppearance: Record<AlarmEventKind, Appearance> = {
  fired: { shape: "diamond", tone: "bad", calm: false },
  recovered: { shape: "check", tone: "ok", calm: true },
  closed: { shape: "struck", tone: "off", calm: true },
};
