"use client";

import { Pencil, Plus, Power, Send, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import {
  type AlarmTargets,
  readAlarmTargetsAction,
  testAlarmTargetAction,
  updateAlarmTargetAction,
} from "@/lib/actions/alarm-target";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useRefreshResources, useResource } from "@/lib/client/use-resource";
import type { AlarmTargetView } from "@/lib/model/alarm-target";
import { DeleteTargetDialog } from "./delete-target-dialog";
import { LocalCard } from "./local-card";
import { useSendFailure, useTargetColumns, whereTo } from "./target-columns";
import { TargetDialog } from "./target-dialog";

type Open = { kind: "create" } | { kind: "edit" | "delete"; target: AlarmTargetView };

const readAll = () => readAlarmTargetsAction();

/** Who is told of alarms, and how the last message went. */
export function TargetList({ initial, admin }: { initial: Initial<AlarmTargets>; admin: boolean }) {
  const t = useTranslations("alarmTarget");
  const alarm = useTranslations("alarm");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const sendFailure = useSendFailure();
  const refreshAll = useRefreshResources();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.alarmTargets, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const test = async ({ id, name }: AlarmTargetView) => {
    const result = await testAlarmTargetAction({ id });
    if (!result.ok) notify(failureText(result.error));
    else
      notify(
        result.data === "" ? t("testSent", { name }) : t("testFailed", { name, reason: sendFailure(result.data) }),
      );
    refreshAll();
  };
  const switchOn = async ({ id, name, enabled }: AlarmTargetView) => {
    const result = await updateAlarmTargetAction({ id, enabled: !enabled });
    notify(result.ok ? t(enabled ? "switchedOff" : "switchedOn", { name }) : failureText(result.error));
    refreshAll();
  };
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <div className="grid gap-4">
      <ResourceList<AlarmTargetView>
        resource="alarmtarget"
        title={alarm("targets")}
        placement="card"
        rows={data.targets}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useTargetColumns()}
        searchText={({ name, channel, origin, rules }) => [
          name,
          whereTo({ channel, origin }),
          ...rules.map((rule) => rule.name),
        ]}
        filterHint={alarm("filterHistory")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(target) => [
          [
            { key: "test", label: t("test"), icon: <Send />, onSelect: () => void test(target) },
            {
              key: "edit",
              label: common("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", target }),
            },
            {
              key: "switch",
              label: common(target.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () => void switchOn(target),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", target }),
            },
          ],
        ]}
        empty={
          <EmptyState icon={<Send />} title={alarm("emptyTargets")} actions={create}>
            {alarm("emptyTargetsHint")}
          </EmptyState>
        }
      />
      <LocalCard on={data.mayBeLocal} admin={admin} />
      {open?.kind === "create" && <TargetDialog onClose={close} />}
      {open?.kind === "edit" && <TargetDialog target={open.target} onClose={close} />}
      {open?.kind === "delete" && <DeleteTargetDialog target={open.target} onClose={close} />}
    </div>
  );
}
