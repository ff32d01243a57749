"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Timestamp } from "@/components/ui/timestamp";
import type { ApiTokenView } from "@/lib/model/api-token";

export function useTokenColumns(): readonly ListColumn<ApiTokenView>[] {
  const t = useTranslations("token");
  const common = useTranslations("common");
  const nav = useTranslations("nav");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ name, expired }) => (
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold break-all">{name}</span>
            {expired && <Badge tone="bad">{t("expired")}</Badge>}
          </span>
        ),
      },
      {
        id: "role",
        header: t("role"),
        phone: "left",
        sortValue: ({ role }) => role,
        cell: ({ role, projectName }) => (
          <>
            {t(role)}
            <span className="block text-xs text-faint-foreground">
              {projectName === "" ? nav("allProjects") : projectName}
            </span>
          </>
        ),
      },
      {
        id: "user",
        header: t("user"),
        phone: "hidden",
        sortValue: ({ userName }) => userName,
        cell: ({ userName }) => (userName === "" ? t("environment") : userName),
      },
      {
        id: "lastUsed",
        header: t("lastUsed"),
        phone: "right",
        sortValue: ({ lastUsedAt }) => lastUsedAt ?? 0,
        cell: ({ lastUsedAt }) => (
          <Told label={t("lastUsed")}>{lastUsedAt === null ? t("never") : <Timestamp at={lastUsedAt} />}</Told>
        ),
      },
      {
        id: "expires",
        header: t("expires"),
        phone: "wide",
        sortValue: ({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY,
        cell: ({ expiresAt }) => (
          <Told label={t("expires")}>
            {expiresAt === null ? t("never") : <Timestamp at={expiresAt} show="absolute" />}
          </Told>
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
    [t, common, nav],
  );
}

/** On a phone a column has no head of its own. */
function Told({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <small className="hidden text-xs text-faint-foreground phone:block">{label}</small>
      {children}
    </>
  );
}
