"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { StateWord } from "@/components/status/state-word";
import type { AlarmEventKind, AlarmLevel, AlarmObject, AlarmRule, AlarmRuleView } from "@/lib/model/alarm";
import { useLimitText, useMetricName, useDurationText } from "./alarm-text";
import { kindAppearance, levelAppearance, stateAppearance } from "./appearance";

export function ruleHref(id: string): string {
  return `/alarms/${id}`;
}

export function StateCell({ state }: { state: AlarmRuleView["state"] }) {
  const t = useTranslations("alarm");
  return <StateWord appearance={stateAppearance[state]}>{t(`state_${state}`)}</StateWord>;
}

export function LevelCell({ level }: { level: AlarmLevel }) {
  const t = useTranslations("alarm");
  return <StateWord appearance={levelAppearance[level]}>{t(level)}</StateWord>;
}

export function KindCell({ kind }: { kind: AlarmEventKind }) {
  const t = useTranslations("alarm");
  return <StateWord appearance={kindAppearance[kind]}>{t(`kind_${kind}`)}</StateWord>;
}

/** An object with the way there, and what it is. */
export function ObjectCell({ object }: { object: AlarmObject }) {
  const t = useTranslations("alarm");
  const name = object.type === "engine" ? t("type_engine") : object.name;
  return (
    <>
      {object.href === null ? (
        <span className="block max-w-60 truncate" title={name}>
          {name} <span className="text-faint-foreground">({t("gone")})</span>
        </span>
      ) : (
        <Link href={object.href} className="block max-w-60 truncate text-link" title={name}>
          {name}
        </Link>
      )}
      {object.type !== "engine" && (
        <span className="block text-xs text-faint-foreground">{t(`type_${object.type}`)}</span>
      )}
    </>
  );
}

type Condition = Pick<AlarmRule, "source" | "metric" | "operator" | "threshold"> &
  Partial<Pick<AlarmRule, "statistic" | "periodS" | "count">>;

/** What, and from which number on. */
export function ConditionCell({ rule }: { rule: Condition }) {
  const t = useTranslations("alarm");
  const metricName = useMetricName();
  const limit = useLimitText();
  const duration = useDurationText();
  const { source, metric, statistic, periodS } = rule;
  const how = [
    source === "metric" && statistic !== undefined && t(statistic),
    source === "metric" && periodS !== undefined && duration(periodS),
    rule.count !== undefined && rule.count > 1 && `× ${rule.count}`,
  ].filter((part) => part !== false);
  return (
    <>
      <span className="block">
        {source === "metric" ? metricName(metric) : t(`source_${source}`)}{" "}
        <span className="whitespace-nowrap tabular-nums">{limit(rule)}</span>
      </span>
      {how.length > 0 && <span className="block text-xs text-faint-foreground">{how.join(" · ")}</span>}
    </>
  );
}
