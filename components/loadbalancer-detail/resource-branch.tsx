"use client";

import { Split } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LiveRate } from "@/components/chart/live-rate";
import { countStates } from "@/components/status/keel-states";
import { useRefusalText } from "@/components/status/refusal-text";
import { keelBars } from "@/components/status/server-keel";
import { Shape } from "@/components/status/shape";
import { Chip } from "@/components/ui/chip";
import { isLayer4 } from "@/lib/model/listener";
import type { Branch, GroupBranch, PolicyBranch } from "./branches";
import { ResourceNode } from "./resource-node";
import { ResourceServer } from "./resource-server";
import { FanWires, Wire } from "./resource-wires";

interface OfLoadBalancer {
  loadBalancerId: string;
}

const column = "grid grid-cols-[minmax(0,1fr)] items-center";

/** One line of the map on a wide screen; a nested list on a phone. */
export function ResourceBranch({ loadBalancerId, branch }: OfLoadBalancer & { branch: Branch }) {
  const t = useTranslations("loadbalancerDetail");
  const redirects = useTranslations("redirect");
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
        {listener.redirect?.enabled === true && (
          <p className="mb-2">
            <Link
              href={`/load-balancers/${loadBalancerId}/listeners/${listener.redirect.listener.id}`}
              className="text-link"
            >
              {redirects("to", { name: listener.redirect.listener.name })}
            </Link>
            {(branch.policies.length > 0 || group !== null) && (
              <span className="block text-xs text-faint-foreground">{redirects("rest")}</span>
            )}
          </p>
        )}
        {branch.policies.map((one) => (
          <ResourcePolicy key={one.policy.id} loadBalancerId={loadBalancerId} branch={one} />
        ))}
        {branch.policies.length > 0 && <p className="mb-1 text-xs text-faint-foreground">{t("otherRequests")}</p>}
        {group ? (
          <ResourceGroup loadBalancerId={loadBalancerId} group={group} />
        ) : listener.redirect?.enabled === true ? null : (
          <p className="text-muted-foreground">{t(isLayer4(listener.protocol) ? "noGroupLayer4" : "noGroup")}</p>
        )}
      </div>
    </div>
  );
}

/** What a policy takes, in words, above where it sends it. */
function ResourcePolicy({ loadBalancerId, branch: { policy, group } }: OfLoadBalancer & { branch: PolicyBranch }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  const conditions = policy.rules.map(
    ({ key, value, invert }) => `${invert ? "≠ " : ""}${key ? `${key}: ` : ""}${value}`,
  );
  const refused = policy.configuration.state === "refused";
  return (
    <section className="mb-3" aria-label={t("policyNamed", { name: policy.name })}>
      <p className="mb-1 flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs">
        <Split className="size-3.5 shrink-0 text-faint-foreground" />
        <b className="font-semibold">{policy.name}</b>
        <span className="mono min-w-0 truncate text-faint-foreground">{conditions.join(" · ")}</span>
        {!policy.enabled && <Chip>{status("disabled")}</Chip>}
        {refused && (
          <span className="flex items-center gap-1 text-bad-fg">
            <Shape name="octagon" tone="bad" />
            {status("refused")}
          </span>
        )}
      </p>
      {group ? (
        <ResourceGroup loadBalancerId={loadBalancerId} group={group} />
      ) : (
        <p className="text-muted-foreground">{t(policy.action === "REJECT" ? "policyRejects" : "policyRedirects")}</p>
      )}
    </section>
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
        {rows === 0 && all.length === 0 && <p className="text-muted-foreground">{t("emptyGroup")}</p>}
      </div>
    </div>
  );
}
