"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { MeterBar } from "@/components/ui/meter-bar";
import { Timestamp } from "@/components/ui/timestamp";
import type { ProjectView, QuotaResource } from "@/lib/model/project";

export function useProjectColumns(): readonly ListColumn<ProjectView>[] {
  const t = useTranslations("project");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ name, description }) => (
          <>
            <span className="font-semibold break-all">{name}</span>
            {description !== "" && (
              <span className="block max-w-100 truncate text-xs text-faint-foreground" title={description}>
                {description}
              </span>
            )}
          </>
        ),
      },
      {
        id: "loadBalancers",
        header: t("loadBalancers"),
        phone: "left",
        sortValue: (project) => usedOf(project, "loadbalancer"),
        cell: (project) => <QuotaCell project={project} resource="loadbalancer" label={t("loadBalancers")} />,
      },
      {
        id: "listeners",
        header: t("listeners"),
        phone: "right",
        sortValue: (project) => usedOf(project, "listener"),
        cell: (project) => <QuotaCell project={project} resource="listener" label={t("listeners")} />,
      },
      {
        id: "eips",
        header: t("eips"),
        phone: "hidden",
        numeric: true,
        sortValue: ({ eips }) => eips,
        cell: ({ eips }) => eips,
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

function usedOf({ quotas }: ProjectView, resource: QuotaResource): number {
  return quotas.find((quota) => quota.resource === resource)?.used ?? 0;
}

function QuotaCell({ project, resource, label }: { project: ProjectView; resource: QuotaResource; label: string }) {
  const t = useTranslations("project");
  const quota = project.quotas.find((one) => one.resource === resource);
  if (quota === undefined) return null;
  const { used, limit } = quota;
  return (
    <span className="block min-w-28">
      <small className="hidden text-xs text-faint-foreground phone:block">{label}</small>
      <span className="tabular-nums">{limit < 0 ? t("usedUnlimited", { used }) : t("usedOf", { used, limit })}</span>
      {limit > 0 && <MeterBar share={used / limit} className="mt-1" />}
    </span>
  );
}
