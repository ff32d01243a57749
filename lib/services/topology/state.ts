import type { Configuration, ConfigurationState, Health, MemberHealth } from "@/lib/model/status";
import type { EngineView } from "../engine-view";

type ConfiguredType = "loadbalancer" | "listener" | "l7policy" | "pool" | "member";

interface Configured {
  id: string;
  generation: number;
  enabled: boolean;
}

/** The first truth of an object: what the engine makes of its newest version. */
export function configurationOf(engine: EngineView, type: ConfiguredType, object: Configured): ConfigurationState {
  const { generation } = object;
  const { running } = engine;
  const refusal = engine.refusal(type, object.id);
  const base = { generation, running };
  if (generation > running) return { state: "applying", ...base };
  if (refusal !== undefined) return { state: "refused", ...base, refusal };
  const state: Configuration = object.enabled ? "in-effect" : "disabled";
  return { state, ...base };
}

interface Checked {
  id: string;
  enabled: boolean;
  weight: number;
  drainUntil: number | null;
}

/** The second truth of a server. What the engine has not said is `unknown`, never good. */
export function memberHealthOf(engine: EngineView, member: Checked, monitored: boolean): MemberHealth {
  const heard = engine.connected ? engine.member(member.id) : undefined;
  const last = {
    reason: heard?.reason ?? "",
    detail: heard?.detail ?? "",
    since: heard?.since ?? 0,
    checkedAt: heard?.checkedAt ?? 0,
    durationMs: heard?.durationMs ?? 0,
    history: heard?.history ?? [],
  };
  const health = healthWord(member, monitored, heard?.health);
  const takesPart = health !== "disabled" && health !== "draining" && health !== "offline";
  return { health, ...last, ejection: takesPart ? (heard?.ejection ?? null) : null };
}

function healthWord(member: Checked, monitored: boolean, heard: Health | undefined): Health {
  if (!member.enabled) return "disabled";
  if (member.weight === 0 || member.drainUntil !== null) return "draining";
  if (!monitored) return "no-monitor";
  return heard === "online" || heard === "offline" ? heard : "unknown";
}
