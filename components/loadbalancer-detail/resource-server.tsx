"use client";

import { useTranslations } from "next-intl";
import { LiveMemberRate } from "@/components/chart/live-rate";
import { useCheckFailure } from "@/components/status/check-failure";
import { Shape } from "@/components/status/shape";
import { healthAppearance } from "@/components/status/states";
import { serverState } from "@/components/status/server-keel";
import { nameOf, placeOf } from "@/components/status/server-place";
import { cn } from "@/components/ui/cn";
import { useElapsed } from "@/components/ui/elapsed";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";

/** One server, 28 px. One in trouble shows its reason in place of its address. */
export function ResourceServer({ member, monitor }: { member: MemberView; monitor: HealthMonitor | null }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  const elapsed = useElapsed();
  const checkFailure = useCheckFailure();
  const { status: check, weight } = member;
  const state = serverState({ health: check.health, weight });
  const { shape, tone } = healthAppearance[state];
  const bad = state === "offline";
  const why = bad ? checkFailure(member, monitor).what : undefined;
  const out = check.ejection !== null;
  return (
    <div
      className={cn(
        "flex h-7 items-center gap-2 rounded-sm border px-2.5 whitespace-nowrap phone:h-8",
        bad ? "border-bad-edge bg-bad-bg" : "bg-card",
      )}
      title={why}
    >
      {out ? <Shape name="triangle" tone="warn" /> : <Shape name={shape} tone={tone} />}
      <span className="sr-only">{status(`server.${state}`)}</span>
      <span className="max-w-1/2 shrink-0 truncate font-medium wide:w-28">{nameOf(member)}</span>
      {bad ? (
        <>
          <span className="min-w-0 truncate text-xs text-bad-fg">{why}</span>
          {check.since > 0 && <span className="ml-auto shrink-0 text-bad-fg">{elapsed(check.since)}</span>}
        </>
      ) : (
        <>
          <span className="mono w-34 shrink-0 truncate text-faint-foreground phone:hidden">{placeOf(member)}</span>
          <span className="shrink-0 truncate text-xs text-faint-foreground max-[1200px]:hidden phone:inline!">
            {state === "disabled" ? status("server.disabled") : out ? t("leftOut") : t("weight", { weight })}
          </span>
          <LiveMemberRate memberId={member.id} className="ml-auto" />
        </>
      )}
    </div>
  );
}
