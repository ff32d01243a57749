"use client";

import { Bell, Eye, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button, ButtonLink } from "@/components/ui/button";
import { readAlarmRulesAction } from "@/lib/actions/alarm";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { AlarmRuleView } from "@/lib/model/alarm";
import { ruleHref } from "./alarm-cells";
import { useMetricName } from "./alarm-text";
import { RuleBulkDialog, type RuleBulkProps } from "./rule-bulk-dialog";
import { useRuleColumns } from "./rule-columns";

const readAll = () => readAlarmRulesAction();

/** Alarm rules with how their objects are (MO-01, MO-03, MO-05). */
export function RuleList({ initial }: { initial: Initial<AlarmRuleView[]> }) {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.alarmRules, readAll, initial);
  const [open, setOpen] = useState<Omit<RuleBulkProps, "onClose">>();
  const create = (
    <ButtonLink variant="primary" icon={<Plus />} href="/alarms/create">
      {t("create")}
    </ButtonLink>
  );
  return (
    <>
      <ResourceList<AlarmRuleView>
        resource="alarmrule"
        title={t("rules")}
        placement="card"
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useRuleColumns()}
        properties={useProperties()}
        searchText={({ id, name, description, object, metric }) => [id, name, description, object?.name ?? "", metric]}
        defaultSort={{ column: "state", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(rule) => [
          [
            { key: "view", label: t("open"), icon: <Eye />, href: ruleHref(rule.id) },
            { key: "edit", label: t("modify"), icon: <Pencil />, href: `${ruleHref(rule.id)}/edit` },
            {
              key: "switch",
              label: common(rule.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () => setOpen({ action: rule.enabled ? "disable" : "enable", rules: [rule] }),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ action: "delete", rules: [rule] }),
            },
          ],
        ]}
        bulk={(rules, clear) => (
          <>
            <Button size="sm" onClick={() => setOpen({ action: "enable", rules, onDone: clear })}>
              {common("enable")}
            </Button>
            <Button size="sm" onClick={() => setOpen({ action: "disable", rules, onDone: clear })}>
              {common("disable")}
            </Button>
            <Button size="sm" variant="dangerText" onClick={() => setOpen({ action: "delete", rules, onDone: clear })}>
              {common("delete")}
            </Button>
          </>
        )}
        empty={
          <EmptyState icon={<Bell />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open !== undefined && <RuleBulkDialog {...open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function useProperties(): readonly FilterProperty<AlarmRuleView>[] {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const metricName = useMetricName();
  return useMemo(
    () => [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "state", label: t("state"), values: ({ state }) => [t(`state_${state}`)] },
      { key: "level", label: t("level"), values: ({ level }) => [t(level)] },
      { key: "source", label: t("source"), values: ({ source }) => [t(`source_${source}`)] },
      { key: "metric", label: t("metric"), values: ({ metric }) => (metric === "" ? [] : [metricName(metric)]) },
      { key: "object", label: t("object"), values: ({ object }) => (object === null ? [] : [object.name]) },
      { key: "target", label: t("notifyWhom"), values: ({ targets }) => targets.map(({ name }) => name) },
    ],
    [t, common, metricName],
  );
}
