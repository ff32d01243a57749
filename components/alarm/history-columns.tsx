"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Timestamp } from "@/components/ui/timestamp";
import type { AlarmEvent } from "@/lib/model/alarm";
import { ConditionCell, KindCell, LevelCell, ruleHref } from "./alarm-cells";
import { useValueText } from "./alarm-text";

/** `ofRule`: within the page of one rule, which needs no naming. */
export function useHistoryColumns(ofRule: boolean): readonly ListColumn<AlarmEvent>[] {
  const t = useTranslations("alarm");
  const value = useValueText();
  return useMemo(() => {
    const rule: ListColumn<AlarmEvent> = {
      id: "rule",
      header: t("rule"),
      phone: "left",
      cell: ({ ruleId, ruleName }) => (
        <Link href={ruleHref(ruleId)} className="block max-w-60 truncate text-link" title={ruleName}>
          {ruleName}
        </Link>
      ),
    };
    return [
      {
        id: "object",
        header: t("object"),
        pinned: true,
        cell: ({ objectType, objectName }) => (
          <>
            <span className="block max-w-60 truncate font-medium" title={objectName}>
              {objectType === "engine" ? t("type_engine") : objectName}
            </span>
            {objectType !== "engine" && (
              <span className="block text-xs text-faint-foreground">{t(`type_${objectType}`)}</span>
            )}
          </>
        ),
      },
      {
        id: "event",
        header: t("event"),
        phone: "right",
        cell: ({ kind }) => (
          <span title={kind === "closed" ? t("closedHint") : undefined}>
            <KindCell kind={kind} />
          </span>
        ),
      },
      ...(ofRule ? [] : [rule]),
      { id: "level", header: t("level"), phone: "right", cell: ({ level }) => <LevelCell level={level} /> },
      {
        id: "condition",
        header: t("condition"),
        phone: "wide",
        wrap: true,
        cell: (event) => <ConditionCell rule={event} />,
      },
      {
        id: "value",
        header: t("value"),
        phone: "left",
        cell: (event) => (
          <>
            <span className="tabular-nums">{event.value === null ? "–" : value(event, event.value)}</span>
            {event.detail !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground" title={event.detail}>
                {event.detail}
              </span>
            )}
          </>
        ),
      },
      {
        id: "time",
        header: t("time"),
        phone: "right",
        sortValue: ({ at }) => at,
        cell: ({ at }) => <Timestamp at={at} show="absolute" seconds />,
      },
    ];
  }, [t, value, ofRule]);
}
