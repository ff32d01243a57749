"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListenerDiagnosisDialog } from "@/components/diagnosis/listener-diagnosis-dialog";
import { ExplainDialog } from "@/components/explain/explain-dialog";
import { StaleResource } from "@/components/feedback/stale-resource";
import { PoliciesTable } from "@/components/l7policy/policies-table";
import { PolicyTester } from "@/components/l7policy/policy-tester";
import { RedirectCard } from "@/components/l7policy/redirect-card";
import { AccessCard } from "@/components/listener/access-card";
import { BasicsCard } from "@/components/listener/basics-card";
import { DeleteListenerDialog } from "@/components/listener/delete-listener-dialog";
import { DisableListenerDialog } from "@/components/listener/disable-listener-dialog";
import { HeadersCard } from "@/components/listener/headers-card";
import { ListenerFacts } from "@/components/listener/listener-facts";
import { ListenerHead } from "@/components/listener/listener-head";
import { ProxiesCard } from "@/components/listener/proxies-card";
import { RefusalNote } from "@/components/listener/refusal-note";
import { TimeoutsCard } from "@/components/listener/timeouts-card";
import { TlsCard } from "@/components/listener/tls-card";
import { useSwitchListener } from "@/components/listener/use-switch-listener";
import { LiveCharts } from "@/components/traffic/live-charts";
import { readL7PoliciesAction, readOverlapsAction } from "@/lib/actions/l7policy";
import { readListenerAction, readListenersAction } from "@/lib/actions/listener";
import { readPoolsAction } from "@/lib/actions/pool";
import { queryKeys } from "@/lib/client/query-keys";
import { useManualRefresh, useResource } from "@/lib/client/use-resource";
import type { CertificateView } from "@/lib/model/certificate";
import { isRedirect, type L7PolicyView, type PolicyOverlap } from "@/lib/model/l7policy";
import { isLayer4, type ListenerView } from "@/lib/model/listener";
import type { PoolView } from "@/lib/model/pool";

interface ListenerPageProps {
  balancer: { id: string; name: string; hasEip: boolean };
  listener: ListenerView;
  pools: PoolView[];
  /** Of HTTPS listeners. */
  certificates: CertificateView[];
  /** Listeners of the load balancer; of HTTP listeners. */
  siblings: ListenerView[];
  policies: L7PolicyView[];
  overlaps: PolicyOverlap[];
  readAt: number;
}

export function ListenerPage({
  balancer,
  listener: initial,
  pools: initialPools,
  certificates,
  siblings: initialSiblings,
  policies: initialPolicies,
  overlaps: initialOverlaps,
  readAt,
}: ListenerPageProps) {
  const nav = useTranslations("nav");
  const t = useTranslations("listener");
  const router = useRouter();
  const { refreshing, refresh } = useManualRefresh();
  const { id } = initial;
  const listener = useResource(queryKeys.listener(id), () => readListenerAction(id), { data: initial, readAt });
  const pools = useResource(queryKeys.pools(balancer.id), () => readPoolsAction({ loadBalancerId: balancer.id }), {
    data: initialPools,
    readAt,
  });
  const siblings = useResource(
    queryKeys.listeners(balancer.id),
    () => readListenersAction({ loadBalancerId: balancer.id }),
    { data: initialSiblings, readAt },
  );
  const policies = useResource(queryKeys.l7policies(id), () => readL7PoliciesAction(id), {
    data: initialPolicies,
    readAt,
  });
  const overlaps = useResource(queryKeys.overlaps(id), () => readOverlapsAction(id), {
    data: initialOverlaps,
    readAt,
  });
  const [open, setOpen] = useState<"disable" | "delete" | "diagnose" | "explain">();
  const switchListener = useSwitchListener();
  const view = listener.data;
  const forwarding = policies.data.filter((policy) => !isRedirect(policy));
  const redirects = view.redirect?.enabled === true;
  const layer4 = isLayer4(view.protocol);
  const home = `/load-balancers/${balancer.id}`;
  return (
    <>
      <ListenerHead
        listener={view}
        crumbs={[
          { label: nav("loadBalancers"), href: "/load-balancers" },
          { label: balancer.name, href: home },
          { label: t("listeners"), href: `${home}/listeners` },
          { label: view.name },
        ]}
        refreshing={refreshing}
        onRefresh={refresh}
        onSwitch={() => (view.enabled ? setOpen("disable") : void switchListener(view, true))}
        onDiagnose={() => setOpen("diagnose")}
        onExplain={() => setOpen("explain")}
        onDelete={() => setOpen("delete")}
      />
      <div className="grid gap-4">
        <StaleResource resource={listener} onRetry={refresh} busy={refreshing} />
        <RefusalNote listener={view} />
        <ListenerFacts listener={view} />
        <LiveCharts objectId={id} kind="listener" layer4={layer4} />
        {view.protocol === "HTTP" && (
          <RedirectCard
            listener={view}
            redirect={policies.data.find(isRedirect)}
            targets={siblings.data.filter(({ protocol }) => protocol === "HTTPS")}
          />
        )}
        {!layer4 && (forwarding.length > 0 || !redirects) && (
          <PoliciesTable listener={view} policies={forwarding} pools={pools.data} overlaps={overlaps.data} />
        )}
        {!layer4 && forwarding.length > 0 && !redirects && (
          <PolicyTester
            loadBalancerId={balancer.id}
            listenerId={id}
            defaultGroup={view.defaultPool?.name ?? null}
            policies={forwarding}
          />
        )}
        <div className="mt-1 grid grid-cols-2 items-start gap-4 max-[1100px]:grid-cols-1">
          <div className="grid gap-4">
            <BasicsCard listener={view} pools={pools.data} />
            {view.tls !== null && <TlsCard listener={{ ...view, tls: view.tls }} certificates={certificates} />}
            {!layer4 && <HeadersCard listener={view} />}
            {view.protocol === "TCP" && <ProxiesCard listener={view} />}
          </div>
          <div className="grid gap-4">
            <AccessCard listener={view} />
            <TimeoutsCard listener={view} />
          </div>
        </div>
      </div>
      {open === "explain" && (
        <ExplainDialog listeners={[view]} hasEip={balancer.hasEip} onClose={() => setOpen(undefined)} />
      )}
      {open === "diagnose" && <ListenerDiagnosisDialog listener={view} onClose={() => setOpen(undefined)} />}
      {open === "disable" && <DisableListenerDialog listener={view} onClose={() => setOpen(undefined)} />}
      {open === "delete" && (
        <DeleteListenerDialog
          listener={view}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.push(`${home}/listeners`)}
        />
      )}
    </>
  );
}
