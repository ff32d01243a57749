"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PoolDiagnosisDialog } from "@/components/diagnosis/pool-diagnosis-dialog";
import { MonitorCard } from "@/components/healthmonitor/monitor-card";
import { AddMembersDialog } from "@/components/member/add-members-dialog";
import { MembersTable } from "@/components/member/members-table";
import { DeletePoolDialog } from "@/components/pool/delete-pool-dialog";
import { DisablePoolDialog } from "@/components/pool/disable-pool-dialog";
import { DistributionCard } from "@/components/pool/distribution-card";
import { useCopyPoolId, useSwitchPool } from "@/components/pool/pool-actions";
import { PoolHead } from "@/components/pool/pool-head";
import { SessionsCard } from "@/components/pool/sessions-card";
import { UsedByCard } from "@/components/pool/used-by-card";
import { StaleResource } from "@/components/feedback/stale-resource";
import { readMembersAction } from "@/lib/actions/member";
import { readPoolAction } from "@/lib/actions/pool";
import { queryKeys } from "@/lib/client/query-keys";
import { useManualRefresh, useResource } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";

interface GroupPageProps {
  balancer: { id: string; name: string };
  pool: PoolView;
  members: MemberView[];
  readAt: number;
}

export function GroupPage({ balancer, pool: initial, members: initialMembers, readAt }: GroupPageProps) {
  const nav = useTranslations("nav");
  const t = useTranslations("pool");
  const router = useRouter();
  const { refreshing, refresh } = useManualRefresh();
  const { id } = initial;
  const pool = useResource(queryKeys.pool(id), () => readPoolAction(id), { data: initial, readAt });
  const members = useResource(queryKeys.members(id), () => readMembersAction(id), { data: initialMembers, readAt });
  const [open, setOpen] = useState<"add" | "diagnose" | "disable" | "delete">();
  const switchPool = useSwitchPool();
  const copyId = useCopyPoolId();
  const view = pool.data;
  const home = `/load-balancers/${balancer.id}`;
  return (
    <>
      <PoolHead
        pool={view}
        crumbs={[
          { label: nav("loadBalancers"), href: "/load-balancers" },
          { label: balancer.name, href: home },
          { label: t("groups"), href: `${home}/groups` },
          { label: view.name },
        ]}
        refreshing={refreshing}
        onRefresh={refresh}
        onDiagnose={() => setOpen("diagnose")}
        onCopyId={() => void copyId(view)}
        onSwitch={() => (view.enabled ? setOpen("disable") : void switchPool(view, true))}
        onDelete={() => setOpen("delete")}
        onAdd={() => setOpen("add")}
      />
      <div className="grid gap-4">
        <StaleResource resource={pool} onRetry={refresh} busy={refreshing} />
        <MembersTable
          members={members.data}
          monitor={view.healthMonitor}
          persistence={view.persistence}
          onAdd={() => setOpen("add")}
        />
        <div className="grid grid-cols-[minmax(0,1.35fr)_minmax(0,1.35fr)_minmax(0,1fr)] gap-4 max-[1100px]:grid-cols-1">
          <MonitorCard pool={view} />
          <DistributionCard pool={view} />
          <UsedByCard pool={view} balancerName={balancer.name} />
        </div>
        {view.persistence?.type === "SOURCE_IP" && <SessionsCard pool={view} />}
      </div>
      {open === "add" && <AddMembersDialog pool={view} members={members.data} onClose={() => setOpen(undefined)} />}
      {open === "diagnose" && <PoolDiagnosisDialog pool={view} onClose={() => setOpen(undefined)} />}
      {open === "disable" && <DisablePoolDialog pool={view} onClose={() => setOpen(undefined)} />}
      {open === "delete" && (
        <DeletePoolDialog
          pool={view}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.push(`${home}/groups`)}
        />
      )}
    </>
  );
}
