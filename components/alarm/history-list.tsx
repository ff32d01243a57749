"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ExportLink } from "@/components/data-table/export-link";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { useListQuery } from "@/components/data-table/use-list-query";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Select } from "@/components/ui/select";
import { searchAlarmEventsAction } from "@/lib/actions/alarm";
import { queryKeys } from "@/lib/client/query-keys";
import { type InitialPage, useListPage } from "@/lib/client/use-list-page";
import { useManualRefresh } from "@/lib/client/use-resource";
import { type AlarmEvent, alarmEventKinds, alarmLevels, alarmSources } from "@/lib/model/alarm";
import {
  type AlarmEventProperty,
  alarmEventProperties,
  alarmRanges,
  type ParsedAlarmEventQuery,
} from "@/lib/model/alarm-query";
import type { ListPage } from "@/lib/model/list-query";
import { useMetricName } from "./alarm-text";
import { useHistoryColumns } from "./history-columns";
import { rangeParams } from "./history-params";

interface HistoryListProps {
  initial: InitialPage<AlarmEvent, ParsedAlarmEventQuery>;
  /** Of one rule, within its page. */
  ruleId?: string;
}

/** What became of alarms, newest first. */
export function HistoryList({ initial, ruleId }: HistoryListProps) {
  const t = useTranslations("alarm");
  const failureText = useFailureText();
  const list = useListQuery();
  const [{ range }, setParams] = useQueryStates(rangeParams);
  const query = useMemo(() => ({ ...list, range, ...(ruleId === undefined ? {} : { ruleId }) }), [list, range, ruleId]);
  const { page, failure, pending, updatedAt } = useListPage({
    queryKey: queryKeys.alarmEvents,
    query,
    read: searchAlarmEventsAction,
    initial,
  });
  const { refresh, refreshing } = useManualRefresh();
  return (
    <ResourceList<AlarmEvent>
      resource="alarmevent"
      title={t("history")}
      placement="card"
      rows={page.rows}
      server={page}
      rowId={({ id }) => String(id)}
      rowName={({ ruleName, objectName }) => `${ruleName} ${objectName}`}
      columns={useHistoryColumns(ruleId !== undefined)}
      properties={useProperties(page.facets)}
      searchText={noText}
      defaultSort={{ column: "time", descending: true }}
      filterHint={t("filterHistory")}
      twoLine
      updatedAt={updatedAt}
      onRefresh={refresh}
      refreshing={refreshing || pending}
      error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
      exporting={() => (
        <ExportLink
          route="/api/v1/alarm-history.csv"
          query={query}
          extra={{ range, ...(ruleId === undefined ? {} : { ruleId }) }}
          hint={t("exportHint")}
        />
      )}
      primaryAction={
        <Select
          aria-label={t("range")}
          className="w-36"
          value={range}
          onValueChange={(next) => void setParams({ range: next })}
          options={alarmRanges.map((value) => ({ value, label: t(`range_${value}`) }))}
        />
      }
      empty={
        <EmptyState icon={<History />} title={t("emptyHistory")}>
          {t("emptyHistoryHint")}
        </EmptyState>
      }
    />
  );
}

/** The server looks through the texts. */
const noText = () => [];

function useProperties(facets: ListPage<AlarmEvent>["facets"]): readonly FilterProperty<AlarmEvent>[] {
  const t = useTranslations("alarm");
  const metricName = useMetricName();
  return useMemo(() => {
    const known =
      <Value extends string>(all: readonly Value[], word: (value: Value) => string) =>
      (value: string) => {
        const found = all.find((one) => one === value);
        return found === undefined ? value : word(found);
      };
    const words: Partial<Record<AlarmEventProperty, (value: string) => string>> = {
      kind: known(alarmEventKinds, (value) => t(`kind_${value}`)),
      level: known(alarmLevels, (value) => t(value)),
      source: known(alarmSources, (value) => t(`source_${value}`)),
      metric: metricName,
    };
    return (Object.keys(alarmEventProperties) as AlarmEventProperty[]).map((key) => ({
      key,
      label: t(`by_${key}`),
      values: (event) => [event[alarmEventProperties[key]]],
      valueLabel: words[key],
      counted: facets[key] ?? [],
    }));
  }, [t, metricName, facets]);
}
