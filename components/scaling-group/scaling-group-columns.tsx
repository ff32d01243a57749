"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import type { ScalingGroupView } from "@/lib/model/scaling-group";
import { ResolveState } from "./resolve-state";

export function scalingGroupHref(id: string): string {
  return `/scaling-groups/${id}`;
}

export function useScalingGroupColumns(): readonly ListColumn<ScalingGroupView>[] {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name, description }) => (
          <>
            <Link href={scalingGroupHref(id)} className="text-link font-semibold break-words">
              {name}
            </Link>
            {description !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground">{description}</span>
            )}
          </>
        ),
      },
      {
        id: "members",
        header: t("members"),
        phone: "left",
        sortValue: ({ instances }) => instances.length,
        cell: ({ instances }) => {
          const leaving = instances.filter(({ leavesAt }) => leavesAt !== null).length;
          return (
            <>
              {t("memberCount", { count: instances.length - leaving })}
              {leaving > 0 && (
                <span className="block text-xs text-muted-foreground">{t("leavingCount", { count: leaving })}</span>
              )}
            </>
          );
        },
      },
      {
        id: "source",
        header: t("source"),
        phone: "wide",
        sortValue: ({ source, dnsName }) => `${source} ${dnsName}`,
        cell: ({ source, dnsName }) => (
          <>
            {t(`source${source}`)}
            {dnsName !== "" && <span className="mono block break-all text-faint-foreground">{dnsName}</span>}
          </>
        ),
      },
      { id: "state", header: t("state"), phone: "right", cell: (group) => <ResolveState group={group} /> },
      {
        id: "links",
        header: t("linkedTo"),
        phone: "wide",
        wrap: true,
        sortValue: ({ links }) => links.length,
        cell: ({ links }) =>
          links.length === 0 ? (
            <span className="text-faint-foreground">{t("notLinked")}</span>
          ) : (
            <span className="flex flex-wrap gap-x-3">
              {links.map(({ id, pool }) => (
                <Link
                  key={id}
                  href={`/load-balancers/${pool.loadBalancerId}/groups/${pool.id}`}
                  className="text-link break-words"
                >
                  {pool.name}
                </Link>
              ))}
            </span>
          ),
      },
    ],
    [t, common],
  );
}
