"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { LiveRate } from "@/components/chart/live-rate";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { isLayer4 } from "@/lib/model/listener";
import type { PoolView } from "@/lib/model/pool";

export function UsedByCard({ pool, balancerName }: { pool: PoolView; balancerName: string }) {
  const t = useTranslations("pool");
  const home = `/load-balancers/${pool.loadBalancerId}`;
  return (
    <Card aria-label={t("usedBy")}>
      <CardHead ruled title={t("usedBy")} />
      <CardBody className="grid gap-3 pt-3">
        {pool.listeners.length + pool.policies.length === 0 && (
          <p className="text-muted-foreground">{t("notUsedHint")}</p>
        )}
        {pool.listeners.map(({ id, name, protocol, port }) => (
          <div key={id}>
            <div className="flex min-h-7 items-center gap-2">
              <Link href={`${home}/listeners/${id}`} className="text-link min-w-0 truncate font-semibold">
                {name}
              </Link>
              <LiveRate objectId={id} connections={isLayer4(protocol)} className="ml-auto" />
            </div>
            <div className="text-muted-foreground">{t("defaultRule", { protocol, port })}</div>
            <div>
              <span className="text-faint-foreground">{t("on")}</span>{" "}
              <Link href={home} className="text-link underline underline-offset-2">
                {balancerName}
              </Link>
            </div>
          </div>
        ))}
        {pool.policies.map(({ id, name, listenerId }) => (
          <div key={id}>
            <Link href={`${home}/listeners/${listenerId}`} className="text-link font-semibold break-words">
              {name}
            </Link>
            <div className="text-muted-foreground">{t("policyRule")}</div>
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
