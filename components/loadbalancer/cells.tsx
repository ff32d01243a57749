"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import { KeelStrip } from "@/components/status/keel-strip";
import { useRefusalText, useRefusalWords } from "@/components/status/refusal-text";
import { keelBars } from "@/components/status/server-keel";
import { Shape } from "@/components/status/shape";
import { Chip } from "@/components/ui/chip";
import { useElapsed } from "@/components/ui/elapsed";
import { shownConfiguration, type LoadBalancerView } from "@/lib/model/loadbalancer";
import { countServers, shortId } from "./row-state";

interface CellProps {
  view: LoadBalancerView;
}

const second = "block text-xs text-faint-foreground";

export function NameCell({ view }: CellProps) {
  return (
    <>
      <Link href={`/load-balancers/${view.id}`} className="text-link font-semibold break-words">
        {view.name}
      </Link>
      <span className="mono block text-faint-foreground" title={view.id}>
        {shortId(view.id)}
      </span>
    </>
  );
}

export function ConfigurationCell({ view }: CellProps) {
  const t = useTranslations("loadbalancer");
  const status = useTranslations("status");
  const refusalText = useRefusalText();
  const refusalWords = useRefusalWords();
  const { state, generation, running, refusal, listener } = shownConfiguration(view);
  const detail = () => {
    if (state === "refused" && refusal) {
      const reason = refusalWords(refusal);
      const words = listener ? t("portRefused", { port: listener.port, reason }) : reason;
      return <span title={refusalText(refusal)}>{words}</span>;
    }
    return state === "applying" ? `${running} → ${generation}` : status("generation", { generation });
  };
  return (
    <div className="wide:max-w-52">
      <ConfigurationBadge state={state} detail={detail()} />
    </div>
  );
}

export function HealthCell({ view }: CellProps) {
  const t = useTranslations("loadbalancer");
  const elapsed = useElapsed();
  const { health, healthSince } = view;
  const { total, unhealthy } = countServers(view.servers);
  if (total === 0 && health !== "disabled") {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className={second}>{t("noServersYet")}</span>
      </>
    );
  }
  const time = healthSince === null ? undefined : elapsed(healthSince);
  const withTime = (text: string) => (time === undefined ? text : t("reasonFor", { reason: text, time }));
  const detail = () => {
    switch (health) {
      case "degraded":
        return withTime(t("someDown", { unhealthy, total }));
      case "offline":
        return withTime(t("noHealthyServer"));
      case "online":
        return time && t("since", { time });
      case "no-monitor":
        return t("checkOff");
      case "draining":
      case "disabled":
      case "unknown":
        return undefined;
    }
  };
  return <HealthBadge state={health} detail={detail()} />;
}

export function AddressesCell({ view: { vipAddress, eip } }: CellProps) {
  const t = useTranslations("loadbalancer");
  return (
    <>
      <span className="mono block">{vipAddress}</span>
      {eip ? (
        <span className={`${second} whitespace-nowrap`}>
          EIP <span className="mono text-foreground">{eip.externalAddress ?? eip.address}</span> ·{" "}
          {t("mbps", { value: eip.bandwidthMbps })}
        </span>
      ) : (
        <span className={second}>{t("privateOnly")}</span>
      )}
    </>
  );
}

const mostChips = 3;

export function ListenersCell({ view }: CellProps) {
  const t = useTranslations("loadbalancer");
  const status = useTranslations("status");
  if (view.listeners.length === 0) return <span className="text-faint-foreground">{t("noListeners")}</span>;
  const chips = view.listeners.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostChips);
  const hidden = view.listeners.length - chips.length;
  return (
    <span className="flex flex-wrap gap-1">
      {chips.map(({ id, name, protocol, port, configuration }) => {
        const refused = configuration.state === "refused";
        return (
          <Chip key={id} refused={refused} icon={refused && <Shape name="octagon" />} title={name}>
            {protocolLabel(protocol)} <b>{port}</b>
            {refused && <span className="sr-only">{status("refused")}</span>}
          </Chip>
        );
      })}
      {hidden > 0 && <Chip>+{hidden}</Chip>}
    </span>
  );
}

/** The API's name for a listener that ends TLS is longer than the one people use. */
function protocolLabel(protocol: string): string {
  return protocol === "TERMINATED_HTTPS" ? "HTTPS" : protocol;
}

function rank(listener: LoadBalancerView["listeners"][number]): number {
  return listener.configuration.state === "refused" ? 0 : 1;
}

export function ServersCell({ view: { servers } }: CellProps) {
  const t = useTranslations("loadbalancer");
  const status = useTranslations("status");
  const { total, healthy, unchecked } = countServers(servers);
  if (total === 0) return <span className="text-faint-foreground">{status("noServers")}</span>;
  const words = unchecked === total ? t("notCheckedOf", { total }) : status("healthyOf", { healthy, total });
  return (
    <>
      <KeelStrip servers={keelBars(servers)} />
      <span className={`${second} whitespace-nowrap`}>{words}</span>
    </>
  );
}
