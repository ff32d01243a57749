"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { checkMemberAction } from "@/lib/actions/member";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";
import { nameOf } from "@/components/status/server-place";
import { useCheckFailure } from "@/components/status/check-failure";

export interface UnhealthyNoteProps {
  member: MemberView;
  monitor: HealthMonitor | null;
}

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** Under the row of an unhealthy server: what the check saw, since when, what helps, when it comes back. */
export function UnhealthyNote({ member, monitor }: UnhealthyNoteProps) {
  const t = useTranslations("member");
  const format = useFormatter();
  const failureText = useFailureText();
  const { what, advice } = useCheckFailure()(member, monitor);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { since, checkedAt, durationMs } = member.status;
  const at = (ms: number) => (ms === 0 ? "–" : format.dateTime(new Date(ms), clock));
  const last = t("lastCheck", {
    since: at(since),
    checked: at(checkedAt),
    ms: format.number(durationMs, { maximumFractionDigits: 1 }),
  });
  const check = async () => {
    setBusy(true);
    const result = await checkMemberAction({ poolId: member.poolId, id: member.id }).catch(() => null);
    setBusy(false);
    if (result?.ok) notify(t("checking", { name: nameOf(member) }));
    setFailure(result && !result.ok ? failureText(result.error) : undefined);
  };
  return (
    <Note tone="bad" className="phone:flex-wrap">
      <Shape name="diamond" />
      <div className="min-w-0 flex-1 phone:basis-[calc(100%-34px)]">
        <p className="font-medium break-words">{t("whatNext", { what, advice })}</p>
        <p className="text-xs">{monitor ? t("checkStory", { last, back: t("comesBack", back(monitor)) }) : last}</p>
        {failure && (
          <p role="alert" className="text-xs font-medium">
            {failure}
          </p>
        )}
      </div>
      <Button size="sm" onClick={() => void check()} busy={busy}>
        {t("checkNow")}
      </Button>
    </Note>
  );
}

function back({ maxRetries, intervalS }: HealthMonitor) {
  return { count: maxRetries, interval: intervalS };
}
