"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import { useProbeText } from "@/components/status/probe-text";
import { StateWord } from "@/components/status/state-word";
import { serverState } from "@/components/status/server-keel";
import { healthAppearance } from "@/components/status/states";
import { WithDetail } from "@/components/status/with-detail";
import { MeterBar } from "@/components/ui/meter-bar";
import { useLiveMemberRate, useLiveMemberRates } from "@/lib/client/live";
import { type MemberView, weightShare } from "@/lib/model/member";
import { takesRequests } from "@/lib/model/member";
import type { WeightDraft } from "./weight-cell";

interface CellProps {
  member: MemberView;
}

export interface ShareCellProps extends CellProps {
  members: readonly MemberView[];
  memberIds: readonly string[];
  draft: WeightDraft | undefined;
}

const percent = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** Share of the group's requests in the last five minutes; while a weight is typed, what it will be. */
export function ShareCell({ member, members, memberIds, draft }: ShareCellProps) {
  const t = useTranslations("member");
  const format = useFormatter();
  const rates = useLiveMemberRates(memberIds);
  const requests = (id: string) => rates.get(id)?.requestsInFiveMinutes ?? 0;
  const total = memberIds.reduce((sum, id) => sum + requests(id), 0);
  const share = total === 0 ? null : requests(member.id) / total;
  const after = draft?.memberId === member.id ? shareAfter(member, members, draft.weight) : null;
  return (
    <span className="inline-block text-right">
      <span className="flex items-center justify-end gap-2">
        <MeterBar share={share ?? 0} className="w-12" />
        <span className="w-11">{share === null ? "–" : format.number(share, percent)}</span>
      </span>
      {after !== null && (
        <span className="block text-xs whitespace-nowrap text-faint-foreground">
          {t("afterSaving", { share: format.number(after, percent) })}
        </span>
      )}
    </span>
  );
}

function shareAfter(member: MemberView, members: readonly MemberView[], weight: number | null): number | null {
  if (weight === null || !Number.isInteger(weight) || weight < 0 || weight > 100) return null;
  const all = members.map((other) => {
    const changed = other.id === member.id ? { ...other, weight } : other;
    return { weight: changed.weight, takesRequests: takesRequests(changed) };
  });
  return takesRequests({ ...member, weight }) ? weightShare(weight, all) : 0;
}

export function ConnectionsCell({ member }: CellProps) {
  const format = useFormatter();
  const rate = useLiveMemberRate(member.id);
  return rate === null ? <span className="text-faint-foreground">–</span> : format.number(rate.connections);
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

export function MemberHealthCell({ member }: CellProps) {
  const t = useTranslations("member");
  const format = useFormatter();
  const probeText = useProbeText();
  const { health, since, checkedAt, durationMs } = member.status;
  const state = serverState({ health, weight: member.weight });
  if (state === "idle") {
    return (
      <>
        <span className="text-faint-foreground">–</span>
        <span className="block text-xs text-faint-foreground">{t("notCounted")}</span>
      </>
    );
  }
  if (state === "disabled") return <span className="text-faint-foreground">–</span>;
  const detail = () => {
    switch (state) {
      case "online":
        return checkedAt === 0
          ? undefined
          : t("checkedIn", { ms: format.number(durationMs, { maximumFractionDigits: 1 }) });
      case "offline": {
        const why = probeText(member.status);
        return since === 0 ? why : t("reasonSince", { reason: why, time: format.dateTime(new Date(since), clock) });
      }
      case "no-monitor":
        return t("checkOff");
      case "unknown":
        return t("firstCheck");
      case "draining":
        return t("notCountedDraining");
      case "degraded":
        return undefined;
    }
  };
  return <HealthBadge state={state} of="server" detail={detail()} />;
}

/** Does it take requests? Draining while connections are left at weight 0. */
export function MemberStateCell({ member }: CellProps) {
  const t = useTranslations("member");
  const words = useTranslations("status");
  const connections = useLiveMemberRate(member.id)?.connections ?? 0;
  const { configuration, enabled, weight, drainUntil, status } = member;
  if (configuration.state === "refused" || configuration.state === "applying") {
    return <ConfigurationBadge state={configuration.state} detail={configuration.refusal?.code} />;
  }
  if (!enabled) return <StateWord appearance={healthAppearance.disabled}>{words("server.disabled")}</StateWord>;
  if (drainUntil !== null || (weight === 0 && connections > 0)) {
    return <HealthBadge state="draining" of="server" extra={t("left", { count: connections })} />;
  }
  if (weight === 0) return <StateWord appearance={healthAppearance.idle}>{words("server.idle")}</StateWord>;
  if (status.ejection) return <EjectedState until={status.ejection.until} />;
  return <StateWord appearance={{ shape: "check", tone: "off", calm: true }}>{t("enabledState")}</StateWord>;
}

const ejected = { shape: "triangle", tone: "warn", calm: false } as const;

function EjectedState({ until }: { until: number }) {
  const t = useTranslations("member");
  const format = useFormatter();
  const time = format.dateTime(new Date(until), { ...clock, second: "2-digit" });
  return (
    <WithDetail appearance={ejected} detail={t("ejectedUntil", { time })}>
      <StateWord appearance={ejected}>{t("ejected")}</StateWord>
    </WithDetail>
  );
}
