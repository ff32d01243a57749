"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import type { PoolView } from "@/lib/model/pool";
import { usersOf } from "./users";

export function poolHref({ loadBalancerId, id }: Pick<PoolView, "loadBalancerId" | "id">): string {
  return `/load-balancers/${loadBalancerId}/groups/${id}`;
}

export function usePoolColumns(): readonly ListColumn<PoolView>[] {
  const t = useTranslations("pool");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: (pool) => (
          <>
            <Link href={poolHref(pool)} className="text-link font-semibold break-words">
              {pool.name}
            </Link>
            {pool.description !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground">{pool.description}</span>
            )}
          </>
        ),
      },
      {
        id: "configuration",
        header: t("configuration"),
        phone: "left",
        sortValue: ({ configuration }) => configuration.state,
        cell: ({ configuration }) => <ConfigurationBadge state={configuration.state} />,
      },
      {
        id: "health",
        header: t("health"),
        phone: "right",
        sortValue: ({ health }) => health,
        cell: ({ health, memberCount }) =>
          memberCount === 0 ? <span className="text-faint-foreground">–</span> : <HealthBadge state={health} />,
      },
      {
        id: "servers",
        header: t("servers"),
        phone: "left",
        sortValue: ({ memberCount }) => memberCount,
        cell: ({ memberCount }) => (
          <span className={memberCount === 0 ? "text-faint-foreground" : undefined}>
            {t("serverCount", { count: memberCount })}
          </span>
        ),
      },
      {
        id: "algorithm",
        header: t("algorithm"),
        phone: "right",
        sortValue: ({ algorithm }) => algorithm,
        cell: ({ algorithm, protocol }) => (
          <>
            {t(algorithm)}
            <span className="block text-xs text-faint-foreground">{protocol}</span>
          </>
        ),
      },
      {
        id: "check",
        header: t("healthCheck"),
        phone: "left",
        cell: ({ healthMonitor }) =>
          healthMonitor?.enabled ? (
            t("checkOn", { type: healthMonitor.type, interval: healthMonitor.intervalS })
          ) : (
            <span className="text-faint-foreground">{t("checkOff")}</span>
          ),
      },
      {
        id: "used",
        header: t("usedBy"),
        phone: "right",
        sortValue: ({ listeners, policies }) => listeners.length + policies.length,
        cell: (pool) => {
          const users = usersOf(pool);
          if (users.length === 0) return <span className="text-faint-foreground">{t("notUsed")}</span>;
          return users.map(({ id, name, href }) => (
            <Link key={id} href={href} className="text-link block leading-6">
              {name}
            </Link>
          ));
        },
      },
    ],
    [t],
  );
}
