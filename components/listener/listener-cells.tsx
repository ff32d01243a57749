"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import type { ListenerView } from "@/lib/model/listener";
import { noGroupKey } from "./no-group";

interface CellProps {
  listener: ListenerView;
}

export function listenerHref({ loadBalancerId, id }: ListenerView): string {
  return `/load-balancers/${loadBalancerId}/listeners/${id}`;
}

export function ListenerNameCell({ listener }: CellProps) {
  return (
    <>
      <Link href={listenerHref(listener)} className="text-link font-semibold break-words">
        {listener.name}
      </Link>
      {listener.description !== "" && (
        <span className="block max-w-60 truncate text-xs text-faint-foreground">{listener.description}</span>
      )}
    </>
  );
}

export function ListenerConfigurationCell({ listener }: CellProps) {
  const t = useTranslations("listener");
  const { state, generation, running, refusal } = listener.configuration;
  const detail = () => {
    if (refusal) return refusal.code;
    return state === "applying" ? `${running} → ${generation}` : t("generation", { generation });
  };
  return <ConfigurationBadge state={state} detail={detail()} />;
}

export function ListenerHealthCell({ listener }: CellProps) {
  const t = useTranslations("listener");
  const { health, defaultPool, redirect } = listener;
  if (redirect?.enabled === true) return <span className="text-faint-foreground">–</span>;
  if (health === "unknown" && defaultPool === null) return <span className="text-faint-foreground">–</span>;
  return <HealthBadge state={health} detail={health === "no-monitor" ? t("checkOff") : undefined} />;
}

export function DefaultGroupCell({ listener }: CellProps) {
  const t = useTranslations("listener");
  const redirects = useTranslations("redirect");
  const { defaultPool, loadBalancerId, protocol, redirect } = listener;
  if (redirect?.enabled === true) {
    const { id, name } = redirect.listener;
    return (
      <Link href={`/load-balancers/${loadBalancerId}/listeners/${id}`} className="text-link">
        {redirects("to", { name })}
      </Link>
    );
  }
  if (defaultPool === null) {
    return <span className="text-warn-fg">{t(noGroupKey(protocol))}</span>;
  }
  return (
    <Link href={`/load-balancers/${loadBalancerId}/groups/${defaultPool.id}`} className="text-link">
      {defaultPool.name}
    </Link>
  );
}
