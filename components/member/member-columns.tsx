"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LiveMemberRate } from "@/components/chart/live-rate";
import type { ListColumn } from "@/components/data-table/types";
import type { MemberView } from "@/lib/model/member";
import { ConnectionsCell, MemberHealthCell, MemberStateCell, ShareCell } from "./member-cells";
import { nameOf, placeOf } from "@/components/status/server-place";
import type { ChangeMembers } from "./use-change-members";
import { WeightCell, type WeightDraft } from "./weight-cell";

export function useMemberColumns(
  members: readonly MemberView[],
  draft: WeightDraft | undefined,
  onDraft: (draft: WeightDraft | undefined) => void,
  change: ChangeMembers,
): readonly ListColumn<MemberView>[] {
  const t = useTranslations("member");
  return useMemo(() => {
    const memberIds = members.map(({ id }) => id);
    return [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: nameOf,
        cell: (member) => (
          <>
            <span className="font-semibold break-words">{nameOf(member)}</span>
            <span className="mono block text-faint-foreground" title={member.id}>
              {member.id.slice(0, 8)}
            </span>
            {member.scalingGroupId !== null && (
              <Link href={`/scaling-groups/${member.scalingGroupId}`} className="text-link text-xs">
                {t("ofScalingGroup")}
              </Link>
            )}
          </>
        ),
      },
      {
        id: "address",
        header: t("address"),
        phone: "wide",
        sortValue: placeOf,
        cell: (member) => <span className="mono whitespace-nowrap">{placeOf(member)}</span>,
      },
      {
        id: "weight",
        header: t("weightRange"),
        phone: "left",
        sortValue: ({ weight }) => weight,
        cell: (member) => <WeightCell member={member} draft={draft} onDraft={onDraft} change={change} />,
      },
      {
        id: "share",
        header: t("share"),
        phone: "right",
        numeric: true,
        cell: (member) => <ShareCell member={member} members={members} memberIds={memberIds} draft={draft} />,
      },
      {
        id: "rate",
        header: t("rate"),
        phone: "hidden",
        numeric: true,
        cell: ({ id }) => <LiveMemberRate memberId={id} />,
      },
      {
        id: "connections",
        header: t("connections"),
        phone: "hidden",
        numeric: true,
        cell: (member) => <ConnectionsCell member={member} />,
      },
      {
        id: "health",
        header: t("health"),
        phone: "left",
        sortValue: ({ status }) => status.health,
        cell: (member) => <MemberHealthCell member={member} />,
      },
      {
        id: "state",
        header: t("state"),
        phone: "right",
        sortValue: ({ enabled }) => (enabled ? 0 : 1),
        cell: (member) => <MemberStateCell member={member} />,
      },
    ];
  }, [t, members, draft, onDraft, change]);
}
