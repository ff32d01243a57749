"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { LiveRate } from "@/components/chart/live-rate";
import { useRefusalText } from "@/components/status/refusal-text";
import { countStates } from "@/components/status/keel-states";
import { keelBars } from "@/components/status/server-keel";
import { isLayer4 } from "@/lib/model/listener";
import type { Branch, GroupBranch } from "./branches";
import { FanWires, Wire } from "./resource-wires";
import { ResourceNode } from "./resource-node";
import { ResourceServer } from "./resource-server";

interface OfLoadBalancer {
  loadBalancerId: string;
}

const column = "grid grid-cols-[minmax(0,1fr)] items-center";

/** One line of the map on a wide screen; a nested list on a phone. */
export function ResourceBranch({ loadBalancerId, branch }: OfLoadBalancer & { branch: Branch }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  const refusalText = useRefusalText();
  const { listener, group } = branch;
  const { refusal } = listener.configuration;
  return (
    <div className="grid wide:grid-cols-[minmax(0,3fr)_28px_minmax(0,7fr)] wide:items-center">
      <ResourceNode
        name={listener.name}
        href={`/load-balancers/${loadBalancerId}/listeners/${listener.id}`}
        health={listener.health}
        healthWord={refusal ? status("refused") : status(`service.${listener.health}`)}
        refused={refusal !== undefined}
        detail={
          refusal
            ? `${listener.protocol} ${listener.port} · ${refusalText(refusal)}`
            : `${listener.protocol} ${listener.port}`
        }
        rate={<LiveRate objectId={listener.id} connections={isLayer4(listener.protocol)} />}
      />
      <Wire idle={group === null} />
      <div className="min-w-0 phone:mt-1.5 phone:ml-1.5 phone:border-l phone:border-border-strong phone:pl-3">
        {group ? (
          <ResourceGroup loadBalancerId={loadBalancerId} group={group} />
        ) : (
          <p className="text-muted-foreground">{t(isLayer4(listener.protocol) ? "noGroupLayer4" : "noGroup")}</p>
        )}
      </div>
    </div>
  );
}

export function ResourceGroup({ loadBalancerId, group }: OfLoadBalancer & { group: GroupBranch }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  const { pool, all, servers, hidden } = group;
  const href = `/load-balancers/${loadBalancerId}/groups/${pool.id}`;
  const counts = countStates(keelBars(all.map(({ name, weight, status: { health } }) => ({ name, weight, health }))));
  const rows = servers.length + (hidden > 0 ? 1 : 0);
  return (
    <div className="grid wide:grid-cols-[minmax(0,2fr)_28px_minmax(0,3fr)] wide:items-center">
      <ResourceNode
        name={pool.name}
        href={href}
        health={pool.health}
        healthWord={status(`service.${pool.health}`)}
        detail={
          pool.memberCount === 0
            ? status("noServers")
            : counts.healthy + counts.unhealthy === 0
              ? t("notCheckedOf", { total: pool.memberCount })
              : status("healthyOf", { healthy: counts.healthy, total: pool.memberCount })
        }
      />
      {rows > 0 ? <FanWires states={servers.map(({ status: { health } }) => health)} rows={rows} /> : <Wire idle />}
      <div className={`${column} gap-1 phone:mt-1.5 phone:ml-1.5 phone:border-l phone:border-border-strong phone:pl-3`}>
        {servers.map((member) => (
          <ResourceServer key={member.id} member={member} monitor={pool.healthMonitor} />
        ))}
        {hidden > 0 && (
          <Link href={href} className="text-link flex h-7 items-center px-2.5">
            {t("moreServers", { count: hidden })}
          </Link>
        )}
        {rows === 0 && <p className="text-muted-foreground">{t("emptyGroup")}</p>}
      </div>
    </div>
  );
}
