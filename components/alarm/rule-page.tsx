"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { StaleResource } from "@/components/feedback/stale-resource";
import { Shape } from "@/components/status/shape";
import { Button, ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import type { InitialPage } from "@/lib/client/use-list-page";
import { readAlarmRuleAction } from "@/lib/actions/alarm";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { AlarmEvent, AlarmRuleView, ObjectAlarm } from "@/lib/model/alarm";
import type { ParsedAlarmEventQuery } from "@/lib/model/alarm-query";
import { ruleHref, StateCell } from "./alarm-cells";
import { HistoryList } from "./history-list";
import { ObjectsCard } from "./objects-card";
import { RuleBulkDialog, type RuleBulkProps } from "./rule-bulk-dialog";
import { RuleFacts } from "./rule-facts";

interface RulePageProps {
  initial: Initial<AlarmRuleView>;
  objects: Initial<ObjectAlarm[]>;
  history: InitialPage<AlarmEvent, ParsedAlarmEventQuery>;
}

/** One rule: its condition, how its objects are, and what became of its alarms (MO-03). */
export function RulePage({ initial, objects, history }: RulePageProps) {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const router = useRouter();
  const { id } = initial.data;
  const resource = useResource(queryKeys.alarmRule(id), () => readAlarmRuleAction(id), initial);
  const [open, setOpen] = useState<RuleBulkProps["action"]>();
  const rule = resource.data;
  return (
    <>
      <PageHead
        crumbs={[{ label: t("title"), href: "/alarms" }, { label: rule.name }]}
        title={rule.name}
        badges={<StateCell state={rule.state} />}
        actions={
          <>
            <Button variant="dangerText" onClick={() => setOpen("delete")}>
              {common("delete")}
            </Button>
            <Button onClick={() => setOpen(rule.enabled ? "disable" : "enable")}>
              {common(rule.enabled ? "disable" : "enable")}
            </Button>
            <ButtonLink variant="primary" icon={<Pencil />} href={`${ruleHref(id)}/edit`}>
              {t("modify")}
            </ButtonLink>
          </>
        }
      />
      <div className="grid gap-4">
        <StaleResource resource={resource} onRetry={resource.refresh} busy={resource.refreshing} />
        {rule.orphaned && (
          <Note tone="warn">
            <Shape name="octagon" />
            <span>{t("orphanedNote", { name: rule.object?.name ?? "" })}</span>
          </Note>
        )}
        <RuleFacts rule={rule} />
        {!rule.orphaned && <ObjectsCard rule={rule} initial={objects} />}
        <HistoryList initial={history} ruleId={id} />
      </div>
      {open !== undefined && (
        <RuleBulkDialog
          action={open}
          rules={[rule]}
          onClose={() => setOpen(undefined)}
          onDone={open === "delete" ? () => router.push("/alarms") : undefined}
        />
      )}
    </>
  );
}
