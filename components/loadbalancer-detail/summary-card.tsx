"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { KeelStrip } from "@/components/status/keel-strip";
import { countStates } from "@/components/status/keel-states";
import { keelBars } from "@/components/status/server-keel";
import { Card } from "@/components/ui/card";
import { TagChip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { Timestamp } from "@/components/ui/timestamp";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

interface SummaryCardProps {
  view: LoadBalancerView;
  /** What can be done with its public side, beside it. */
  eipActions?: ReactNode;
}

export function SummaryCard({ view, eipActions }: SummaryCardProps) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  return (
    <Card aria-label={t("facts")} className="px-4 py-3.5 phone:px-3">
      <dl className="grid grid-cols-4 gap-x-6 gap-y-3 phone:grid-flow-dense phone:grid-cols-2 phone:gap-x-4 phone:gap-y-2.5">
        <Fact label={common("id")} full>
          <CopyableId id={view.id} />
        </Fact>
        <Fact label={t("privateAddress")}>
          <span className="mono">{view.vipAddress}</span>
          <CopyButton value={view.vipAddress} />
        </Fact>
        <Fact label={t("eip")}>
          <span className="flex min-w-0 flex-wrap items-center gap-x-3">
            <span className="flex min-w-0 flex-wrap items-center gap-1">
              <EipFact view={view} />
            </span>
            {eipActions}
          </span>
        </Fact>
        <Fact label={t("project")}>
          <span className="truncate">{view.projectName}</span>
        </Fact>
        <Fact label={t("network")} full>
          <span className="min-w-0 truncate">
            {view.vpcName} <span className="text-faint-foreground">/</span> {view.subnetName}
          </span>
        </Fact>
        <Fact label={t("servers")} full>
          <Servers view={view} />
        </Fact>
        <Fact label={common("created")}>
          <Timestamp at={view.createdAt} show="absolute" className="whitespace-nowrap" />
        </Fact>
        <Fact label={common("tags")}>
          {view.tags.length === 0 && <span className="text-faint-foreground">{t("noTags")}</span>}
          <span className="flex flex-wrap gap-1">
            {view.tags.map(({ key, value }) => (
              <TagChip key={key} name={key} value={value} />
            ))}
          </span>
        </Fact>
      </dl>
      {view.description !== "" && (
        <p className="mt-3 border-t pt-2.5 break-words">
          <span className="sr-only">{t("description")}: </span>
          {view.description}
        </p>
      )}
    </Card>
  );
}

/** `full`: over both columns of a phone. */
function Fact({ label, full = false, children }: { label: ReactNode; full?: boolean; children: ReactNode }) {
  return (
    <div className={cn("min-w-0", full && "phone:col-span-2")}>
      <dt className="text-xs text-faint-foreground">{label}</dt>
      <dd className="flex min-h-5.5 min-w-0 items-center gap-1 phone:flex-wrap">{children}</dd>
    </div>
  );
}

function EipFact({ view: { eip } }: { view: LoadBalancerView }) {
  const t = useTranslations("loadbalancerDetail");
  if (eip === null) return <span className="text-faint-foreground">{t("noEip")}</span>;
  const address = eip.externalAddress ?? eip.address;
  return (
    <>
      <span className="mono">{address}</span>
      <CopyButton value={address} />
      <span className="whitespace-nowrap text-faint-foreground">
        {t("mbps", { value: eip.bandwidthMbps })}
        {eip.externalAddress !== null && ` · ${t("heldAs", { address: eip.address })}`}
      </span>
    </>
  );
}

function Servers({ view: { servers } }: { view: LoadBalancerView }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  if (servers.length === 0) return <span className="text-faint-foreground">{t("noServers")}</span>;
  const bars = keelBars(servers);
  const counts = countStates(bars);
  const checked = counts.healthy + counts.unhealthy > 0;
  return (
    <>
      <KeelStrip servers={bars} className="relative top-px" />
      <span className="ml-1.5 whitespace-nowrap">
        {checked
          ? status("healthyOf", { healthy: counts.healthy, total: servers.length })
          : t("notCheckedOf", { total: servers.length })}
      </span>
    </>
  );
}
