"use client";

import { useTranslations } from "next-intl";
import { countStates } from "@/components/status/keel-states";
import { KeelStrip } from "@/components/status/keel-strip";
import { keelBars } from "@/components/status/server-keel";
import { nameOf } from "@/components/status/server-place";
import type { MemberView } from "@/lib/model/member";

/** The keel strip of a group, and beside it how many servers are in which state. */
export function MembersSummary({ members }: { members: readonly MemberView[] }) {
  const t = useTranslations("member");
  const bars = keelBars(
    members.map((member) => ({ name: nameOf(member), weight: member.weight, health: member.status.health })),
  );
  const { healthy, unhealthy, draining, notChecked, idle } = countStates(bars);
  const words = [
    [healthy, "countHealthy"],
    [unhealthy, "countUnhealthy"],
    [draining, "countDraining"],
    [notChecked, "countNotChecked"],
    [idle, "countIdle"],
    [members.filter(({ status }) => status.ejection !== null).length, "countEjected"],
    [members.length - bars.length, "countDisabled"],
  ] as const;
  const parts = words.filter(([count]) => count > 0).map(([count, key]) => t(key, { count }));
  return (
    <span className="order-first mr-2 flex items-center gap-3 text-xs text-muted-foreground phone:hidden">
      <KeelStrip servers={bars} />
      {parts.reduce((list, next) => (list === "" ? next : t("counts", { list, next })), "")}
    </span>
  );
}
