import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Configuration, Health } from "@/lib/model/status";
import type { StatePart } from "./state-cell";

type Words<Key extends string> = Record<Key, string>;

/** A load balancer without servers is neither well nor unwell. */
export function balancerParts(
  views: readonly LoadBalancerView[],
  words: Words<"online" | "degraded" | "offline" | "notChecked" | "idle" | "off">,
): StatePart[] {
  const count = (test: (view: LoadBalancerView) => boolean) => views.filter(test).length;
  const filled = (...states: Health[]) => count((view) => view.servers.length > 0 && states.includes(view.health));
  return [
    {
      key: "online",
      count: filled("online"),
      tone: "ok",
      stance: "up",
      shape: "circle",
      word: words.online,
      always: true,
    },
    {
      key: "degraded",
      count: filled("degraded"),
      tone: "warn",
      stance: "down",
      shape: "triangle",
      word: words.degraded,
    },
    { key: "offline", count: filled("offline"), tone: "bad", stance: "down", shape: "diamond", word: words.offline },
    {
      key: "notChecked",
      count: filled("no-monitor", "unknown", "draining"),
      tone: "off",
      stance: "half",
      shape: "dashed",
      word: words.notChecked,
    },
    {
      key: "idle",
      count: count((view) => view.servers.length === 0 && view.enabled),
      tone: "off",
      stance: "flat",
      shape: "dashed",
      word: words.idle,
    },
    {
      key: "off",
      count: count((view) => !view.enabled),
      tone: "off",
      stance: "flat",
      shape: "struck",
      word: words.off,
    },
  ];
}

export function listenerParts(
  views: readonly LoadBalancerView[],
  words: Words<"inEffect" | "applying" | "refused" | "off">,
): StatePart[] {
  const states = views.flatMap(({ listeners }) => listeners.map(({ configuration }) => configuration.state));
  const count = (wanted: Configuration) => states.filter((state) => state === wanted).length;
  return [
    {
      key: "in",
      count: count("in-effect"),
      tone: "ok",
      stance: "up",
      shape: "check",
      word: words.inEffect,
      always: true,
    },
    { key: "applying", count: count("applying"), tone: "busy", stance: "half", shape: "arc", word: words.applying },
    { key: "refused", count: count("refused"), tone: "bad", stance: "down", shape: "octagon", word: words.refused },
    { key: "off", count: count("disabled"), tone: "off", stance: "flat", shape: "struck", word: words.off },
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
