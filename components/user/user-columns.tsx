"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Timestamp } from "@/components/ui/timestamp";
import type { UserView } from "@/lib/model/user";

export function useUserColumns(): readonly ListColumn<UserView>[] {
  const t = useTranslations("user");
  const common = useTranslations("common");
  const nav = useTranslations("nav");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ name, disabled }) => (
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold break-all">{name}</span>
            {disabled && <Badge tone="off">{t("disabled")}</Badge>}
          </span>
        ),
      },
      {
        id: "role",
        header: t("role"),
        phone: "wide",
        sortValue: ({ role }) => role,
        cell: ({ role }) => nav(role),
      },
      {
        id: "project",
        header: nav("project"),
        phone: "wide",
        sortValue: ({ projectName }) => projectName,
        cell: ({ projectName }) => (projectName === "" ? nav("allProjects") : projectName),
      },
      {
        id: "signedIn",
        header: t("signedIn"),
        phone: "hidden",
        sortValue: ({ signedInAt }) => signedInAt ?? 0,
        cell: ({ signedInAt }) => (signedInAt === null ? t("notSignedIn") : <Timestamp at={signedInAt} />),
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
