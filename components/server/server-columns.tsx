"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { TagChip } from "@/components/ui/chip";
import { Timestamp } from "@/components/ui/timestamp";
import type { ServerView } from "@/lib/model/server";
import { GroupLinks } from "./group-links";

export function tagText({ key, value }: { key: string; value: string }): string {
  return value === "" ? key : `${key}=${value}`;
}

export function useServerColumns(): readonly ListColumn<ServerView>[] {
  const t = useTranslations("server");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => (
          <>
            <span className="font-semibold break-words">{name}</span>
            <span className="mono block text-faint-foreground" title={id}>
              {id.slice(0, 8)}
            </span>
          </>
        ),
      },
      {
        id: "address",
        header: t("address"),
        phone: "wide",
        sortValue: ({ address }) => address,
        cell: ({ address }) => <span className="mono whitespace-nowrap">{address}</span>,
      },
      {
        id: "zone",
        header: t("zone"),
        phone: "left",
        sortValue: ({ zone }) => zone,
        cell: ({ zone }) => (zone === "" ? <span className="text-faint-foreground">–</span> : zone),
      },
      {
        id: "uses",
        header: t("usedIn"),
        phone: "wide",
        wrap: true,
        sortValue: ({ uses }) => uses.length,
        cell: ({ uses }) =>
          uses.length === 0 ? <span className="text-faint-foreground">{t("unused")}</span> : <GroupLinks uses={uses} />,
      },
      {
        id: "tags",
        header: common("tags"),
        phone: "wide",
        wrap: true,
        cell: ({ tags }) =>
          tags.length === 0 ? (
            <span className="text-faint-foreground">–</span>
          ) : (
            <span className="flex flex-wrap gap-1">
              {tags.map(({ key, value }) => (
                <TagChip key={key} name={key} value={value} />
              ))}
            </span>
          ),
      },
      {
        id: "created",
        header: common("created"),
        phone: "hidden",
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
    ],
    [t, common],
  );
}
