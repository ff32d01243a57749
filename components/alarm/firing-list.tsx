"use client";

import { Bell, CheckCircle2, Eye } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import type { ListColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { ButtonLink } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import { readFiringAlarmsAction } from "@/lib/actions/alarm";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import { alarmLevels, type FiringAlarm } from "@/lib/model/alarm";
import { ConditionCell, LevelCell, ObjectCell, ruleHref } from "./alarm-cells";
import { useValueText } from "./alarm-text";

const readAll = () => readFiringAlarmsAction();

/** Alarms that last. */
export function FiringList({ initial }: { initial: Initial<FiringAlarm[]> }) {
  const t = useTranslations("alarm");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.firing, readAll, initial);
  return (
    <ResourceList<FiringAlarm>
      resource="firing"
      title={t("firingNow")}
      placement="card"
      rows={data}
      rowId={({ ruleId, object }) => `${ruleId} ${object.id}`}
      rowName={({ rule, object }) => `${rule.name} ${object.name}`}
      columns={useColumns()}
      properties={useProperties()}
      searchText={({ rule, object, detail }) => [rule.name, rule.metric, object.name, object.id, detail]}
      defaultSort={{ column: "level", descending: false }}
      twoLine
      updatedAt={updatedAt}
      onRefresh={refresh}
      refreshing={refreshing}
      error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
      rowMenu={({ ruleId }) => [[{ key: "view", label: t("open"), icon: <Eye />, href: ruleHref(ruleId) }]]}
      empty={
        <EmptyState
          icon={<CheckCircle2 />}
          title={t("emptyFiring")}
          actions={
            <ButtonLink icon={<Bell />} href="/alarms">
              {t("rules")}
            </ButtonLink>
          }
        >
          {t("emptyFiringHint")}
        </EmptyState>
      }
    />
  );
}

function useColumns(): readonly ListColumn<FiringAlarm>[] {
  const t = useTranslations("alarm");
  const value = useValueText();
  return useMemo(
    () => [
      {
        id: "object",
        header: t("object"),
        pinned: true,
        sortValue: ({ object }) => object.name,
        cell: ({ object }) => <ObjectCell object={object} />,
      },
      {
        id: "level",
        header: t("level"),
        phone: "right",
        sortValue: ({ rule }) => alarmLevels.indexOf(rule.level),
        cell: ({ rule }) => <LevelCell level={rule.level} />,
      },
      {
        id: "rule",
        header: t("rule"),
        phone: "left",
        sortValue: ({ rule }) => rule.name,
        cell: ({ rule }) => (
          <Link href={ruleHref(rule.id)} className="block max-w-60 truncate text-link" title={rule.name}>
            {rule.name}
          </Link>
        ),
      },
      {
        id: "condition",
        header: t("condition"),
        phone: "wide",
        wrap: true,
        cell: ({ rule }) => <ConditionCell rule={rule} />,
      },
      {
        id: "value",
        header: t("value"),
        phone: "left",
        cell: ({ rule, value: now, detail }) => (
          <>
            <span className="tabular-nums">{now === null ? "–" : value(rule, now)}</span>
            {detail !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground" title={detail}>
                {detail}
              </span>
            )}
          </>
        ),
      },
      {
        id: "since",
        header: t("since"),
        phone: "right",
        sortValue: ({ since }) => since,
        cell: ({ since }) => <Timestamp at={since} />,
      },
    ],
    [t, value],
  );
}

function useProperties(): readonly FilterProperty<FiringAlarm>[] {
  const t = useTranslations("alarm");
  return useMemo(
    () => [
      { key: "level", label: t("by_level"), values: ({ rule }) => [t(rule.level)] },
      { key: "rule", label: t("by_rule"), values: ({ rule }) => [rule.name] },
      { key: "object", label: t("by_object"), values: ({ object }) => [object.name] },
      { key: "source", label: t("by_source"), values: ({ rule }) => [t(`source_${rule.source}`)] },
    ],
    [t],
  );
}
