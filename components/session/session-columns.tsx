"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Timestamp } from "@/components/ui/timestamp";
import type { SessionView } from "@/lib/model/session";

export function useSessionColumns(): readonly ListColumn<SessionView>[] {
  const t = useTranslations("session");
  return useMemo(
    () => [
      {
        id: "user",
        header: t("user"),
        pinned: true,
        sortValue: ({ userName }) => userName,
        cell: ({ userName, isThis }) => (
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold break-all">{userName}</span>
            {isThis && <Badge tone="ok">{t("this")}</Badge>}
          </span>
        ),
      },
      {
        id: "program",
        header: t("program"),
        phone: "left",
        sortValue: ({ program }) => program,
        cell: ({ program }) => (program === "" ? t("unknown") : program),
      },
      {
        id: "address",
        header: t("address"),
        phone: "right",
        sortValue: ({ address }) => address,
        cell: ({ address }) => <span className="mono">{address === "" ? t("unknown") : address}</span>,
      },
      {
        id: "signedIn",
        header: t("signedIn"),
        phone: "wide",
        sortValue: ({ signedInAt }) => signedInAt,
        cell: ({ signedInAt }) => <Timestamp at={signedInAt} />,
      },
      {
        id: "expires",
        header: t("expires"),
        phone: "hidden",
        sortValue: ({ expiresAt }) => expiresAt,
        cell: ({ expiresAt }) => <Timestamp at={expiresAt} show="absolute" />,
      },
    ],
    [t],
  );
}
