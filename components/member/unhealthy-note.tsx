"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";
import { useCheckFailure } from "@/components/status/check-failure";

export interface UnhealthyNoteProps {
  member: MemberView;
  monitor: HealthMonitor | null;
  onCheck: () => void;
}

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** Under the row of an unhealthy server: what the check saw, since when, what helps, when it comes back. */
export function UnhealthyNote({ member, monitor, onCheck }: UnhealthyNoteProps) {
  const t = useTranslations("member");
  const format = useFormatter();
  const { what, advice } = useCheckFailure()(member, monitor);
  const { since, checkedAt, durationMs } = member.status;
  const at = (ms: number) => (ms === 0 ? "–" : format.dateTime(new Date(ms), clock));
  const last = t("lastCheck", {
    since: at(since),
    checked: at(checkedAt),
    ms: format.number(durationMs, { maximumFractionDigits: 1 }),
  });
  return (
    <Note tone="bad" className="phone:flex-wrap">
      <Shape name="diamond" />
      <div className="min-w-0 flex-1 phone:basis-[calc(100%-34px)]">
        <p className="font-medium break-words">{t("whatNext", { what, advice })}</p>
        <p className="text-xs">{monitor ? t("checkStory", { last, back: t("comesBack", back(monitor)) }) : last}</p>
      </div>
      <Button size="sm" onClick={onCheck}>
        {t("checkNow")}
      </Button>
    </Note>
  );
}

function back({ maxRetries, intervalS }: HealthMonitor) {
  return { count: maxRetries, interval: intervalS };
}
