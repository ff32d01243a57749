"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { type Fact, Facts } from "@/components/ui/facts";
import { type PoolView, takesProxyProtocol } from "@/lib/model/pool";
import { DistributionDialog } from "./distribution-dialog";
import { lifetimeOf } from "./persistence-values";
import { refusalKey } from "./refusal-key";

export function DistributionCard({ pool }: { pool: PoolView }) {
  const t = useTranslations("pool");
  const [editing, setEditing] = useState(false);
  const { algorithm, persistence, passiveEjection, slowStartS, failOpen, protocol, proxyProtocol, description } = pool;
  const off = <span className="text-faint-foreground">{t("persistenceOff")}</span>;
  const session = () => {
    if (persistence) return t("persistenceOn", { time: t("lifetime", lifetimeOf(persistence.timeoutS)) });
    return algorithm === "SOURCE_IP" ? t("byAlgorithm") : off;
  };
  const facts: Fact[] = [
    { key: "algorithm", label: t("algorithm"), value: t(algorithm), wide: true },
    { key: "persistence", label: t("persistence"), value: session() },
  ];
  if (persistence) {
    const type = persistence.type === "SOURCE_IP" ? "SOURCE_IPType" : persistence.type;
    facts.push({ key: "type", label: t("persistenceType"), value: t(type), wide: persistence.cookieName === null });
  }
  if (persistence?.cookieName) {
    const value = (
      <span className="mono min-w-0 truncate" title={persistence.cookieName}>
        {persistence.cookieName}
      </span>
    );
    facts.push({ key: "cookie", label: t("cookieName"), value });
  }
  facts.push(
    { key: "protocol", label: t("protocol"), value: pool.protocol },
    {
      key: "noHealthy",
      label: t("noHealthy"),
      value: t(failOpen ? "sendToAll" : refusalKey(protocol)),
    },
    { key: "slowStart", label: t("slowStart"), value: slowStartS > 0 ? `${slowStartS} ${t("seconds")}` : off },
    {
      key: "ejection",
      label: t("ejectionShort"),
      value: passiveEjection
        ? t("ejectionFact", { count: passiveEjection.consecutiveFailures, seconds: passiveEjection.ejectS })
        : off,
    },
  );
  if (takesProxyProtocol(protocol)) {
    const value = proxyProtocol === null ? off : t(`proxyFact${proxyProtocol}`);
    facts.push({ key: "proxy", label: t("proxyShort"), value });
  }
  facts.push({
    key: "description",
    label: t("description"),
    wide: true,
    value: description || <span className="text-faint-foreground">{t("noDescription")}</span>,
  });
  return (
    <Card aria-label={t("distribution")}>
      <CardHead
        ruled
        title={t("distribution")}
        side={
          <Button size="sm" onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
        }
      />
      <CardBody className="pt-3">
        <Facts columns={3} className="gap-x-4 gap-y-2.5" facts={facts} />
      </CardBody>
      {editing && <DistributionDialog pool={pool} onClose={() => setEditing(false)} />}
    </Card>
  );
}
