"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { MeterBar } from "@/components/ui/meter-bar";
import { Timestamp } from "@/components/ui/timestamp";
import type { LogGroupView } from "@/lib/model/access-log";
import { useByteSize } from "@/components/ui/byte-size";

export function useLogGroupColumns(): readonly ListColumn<LogGroupView>[] {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const size = useByteSize();
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => (
          <Link href={`/logs/${id}`} className="font-semibold break-all text-link">
            {name}
          </Link>
        ),
      },
      {
        id: "streams",
        header: t("streams"),
        phone: "left",
        sortValue: ({ streams }) => streams.length,
        cell: ({ streams }) => (
          <span className="line-clamp-1 break-all">
            {streams.length === 0 ? (
              <span className="text-faint-foreground">{common("none")}</span>
            ) : (
              t("streamsNamed", {
                count: streams.length,
                names: streams.map(({ name }) => name).join(", "),
              })
            )}
          </span>
        ),
      },
      {
        id: "loadBalancers",
        header: t("loadBalancers"),
        phone: "hidden",
        numeric: true,
        sortValue: countBalancers,
        cell: countBalancers,
      },
      {
        id: "retention",
        header: t("retention"),
        phone: "right",
        sortValue: ({ retentionDays }) => retentionDays,
        cell: ({ retentionDays }) => t("days", { count: retentionDays }),
      },
      {
        id: "size",
        header: t("size"),
        phone: "left",
        sortValue: bytesOf,
        cell: (group) => {
          const bytes = bytesOf(group);
          const most = group.maxGigabytes * 1e9;
          return (
            <span className="block min-w-28">
              <span className="tabular-nums">{t("sizeOf", { size: size(bytes), most: size(most) })}</span>
              <MeterBar share={Math.min(1, bytes / most)} className="mt-1" />
            </span>
          );
        },
      },
      {
        id: "project",
        header: t("project"),
        phone: "hidden",
        hiddenAtFirst: true,
        sortValue: ({ projectName }) => projectName,
        cell: ({ projectName }) => projectName,
      },
      {
        id: "created",
        header: common("created"),
        phone: "hidden",
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
    ],
    [t, common, size],
  );
}

export function bytesOf({ streams }: LogGroupView): number {
  return streams.reduce((sum, { bytes }) => sum + bytes, 0);
}

function countBalancers({ streams }: LogGroupView): number {
  return streams.reduce((sum, { loadBalancers }) => sum + loadBalancers.length, 0);
}
