"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Timestamp } from "@/components/ui/timestamp";
import type { CertificateView } from "@/lib/model/certificate";
import { ExpiryBadge } from "./expiry-badge";
import { UseLinks } from "./use-links";

export function useCertificateColumns(): readonly ListColumn<CertificateView>[] {
  const t = useTranslations("certificate");
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
            <Link href={`/certificates/${id}`} className="font-semibold break-words text-link">
              {name === "" ? id.slice(0, 8) : name}
            </Link>
            <span className="mono block text-faint-foreground" title={id}>
              {id.slice(0, 8)}
            </span>
          </>
        ),
      },
      {
        id: "domain",
        header: t("domain"),
        phone: "wide",
        wrap: true,
        sortValue: ({ domain, facts }) => domain || (facts.names[0] ?? facts.subject),
        cell: ({ domain, facts, type }) => (
          <span className="break-words">
            {domain || (type === "client" ? facts.subject : facts.names.slice(0, 2).join(" "))}
            {domain === "" && type === "server" && facts.names.length > 2 && (
              <span className="text-faint-foreground"> +{facts.names.length - 2}</span>
            )}
          </span>
        ),
      },
      {
        id: "type",
        header: t("type"),
        phone: "left",
        sortValue: ({ type }) => type,
        cell: ({ type }) => t(`type${type}`),
      },
      {
        id: "expires",
        header: t("expires"),
        phone: "right",
        sortValue: ({ facts }) => facts.notAfter,
        cell: ({ facts }) => <ExpiryBadge notAfter={facts.notAfter} />,
      },
      {
        id: "uses",
        header: t("usedIn"),
        phone: "wide",
        wrap: true,
        sortValue: ({ uses }) => uses.length,
        cell: ({ uses }) => <UseLinks uses={uses} />,
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
