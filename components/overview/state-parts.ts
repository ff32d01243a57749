import type { BalancerState } from "@/lib/model/overview";
import type { Configuration, Health } from "@/lib/model/status";
import type { StatePart } from "./state-cell";

type Words<Key extends string> = Record<Key, string>;

/** A load balancer without servers is neither well nor unwell. */
export function balancerParts(states: Record<BalancerState, number>, words: Words<BalancerState>): StatePart[] {
  return [
    {
      key: "online",
      count: states.online,
      tone: "ok",
      stance: "up",
      shape: "circle",
      word: words.online,
      always: true,
    },
    {
      key: "degraded",
      count: states.degraded,
      tone: "warn",
      stance: "down",
      shape: "triangle",
      word: words.degraded,
    },
    { key: "offline", count: states.offline, tone: "bad", stance: "down", shape: "diamond", word: words.offline },
    {
      key: "notChecked",
      count: states.notChecked,
      tone: "off",
      stance: "half",
      shape: "dashed",
      word: words.notChecked,
    },
    {
      key: "idle",
      count: states.idle,
      tone: "off",
      stance: "flat",
      shape: "dashed",
      word: words.idle,
    },
    {
      key: "off",
      count: states.off,
      tone: "off",
      stance: "flat",
      shape: "struck",
      word: words.off,
    },
  ];
}

export function listenerParts(
  states: Record<Configuration, number>,
  words: Words<"inEffect" | "applying" | "refused" | "off">,
): StatePart[] {
  return [
    {
      key: "in",
      count: states["in-effect"],
      tone: "ok",
      stance: "up",
      shape: "check",
      word: words.inEffect,
      always: true,
    },
    { key: "applying", count: states.applying, tone: "busy", stance: "half", shape: "arc", word: words.applying },
    { key: "refused", count: states.refused, tone: "bad", stance: "down", shape: "octagon", word: words.refused },
    { key: "off", count: states.disabled, tone: "off", stance: "flat", shape: "struck", word: words.off },
  ];
}

export function serverParts(
  states: Record<Health, number>,
  words: Words<"healthy" | "unhealthy" | "draining" | "waiting" | "notChecked" | "off">,
): StatePart[] {
  return [
    {
      key: "healthy",
      count: states.online + states.degraded,
      tone: "ok",
      stance: "up",
      shape: "circle",
      word: words.healthy,
      always: true,
    },
    { key: "unhealthy", count: states.offline, tone: "bad", stance: "down", shape: "diamond", word: words.unhealthy },
    { key: "draining", count: states.draining, tone: "drain", stance: "flat", shape: "half", word: words.draining },
    { key: "waiting", count: states.unknown, tone: "off", stance: "half", shape: "dashed", word: words.waiting },
    {
      key: "notChecked",
      count: states["no-monitor"],
      tone: "off",
      stance: "half",
      shape: "dashed",
      word: words.notChecked,
    },
    { key: "off", count: states.disabled, tone: "off", stance: "flat", shape: "struck", word: words.off },
  ];
}
