"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { MeterBar } from "@/components/ui/meter-bar";
import { Timestamp } from "@/components/ui/timestamp";
import { useLiveEip } from "@/lib/client/live";
import type { EipView } from "@/lib/model/network";

export function useEipColumns(): readonly ListColumn<EipView>[] {
  const t = useTranslations("network");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "address",
        header: t("address"),
        pinned: true,
        sortValue: ({ address }) => address,
        cell: ({ address, isMissing }) => (
          <>
            <span className="flex items-center gap-1 font-semibold">
              <span className="mono">{address}</span>
              <CopyButton value={address} />
            </span>
            {isMissing && (
              <span className="flex items-center gap-1 text-xs text-warn-fg">
                <Shape name="triangle" tone="warn" />
                {t("missing")}
              </span>
            )}
          </>
        ),
      },
      {
        id: "external",
        header: t("externalAddress"),
        phone: "hidden",
        sortValue: ({ externalAddress }) => externalAddress,
        cell: ({ externalAddress }) =>
          externalAddress === null ? (
            <span className="text-faint-foreground">–</span>
          ) : (
            <span className="mono">{externalAddress}</span>
          ),
      },
      {
        id: "boundTo",
        header: t("boundTo"),
        phone: "wide",
        sortValue: ({ loadBalancerName }) => loadBalancerName,
        cell: ({ loadBalancerId, loadBalancerName }) =>
          loadBalancerId === null ? (
            <span className="text-faint-foreground">{t("unbound")}</span>
          ) : (
            <Link href={`/load-balancers/${loadBalancerId}`} className="text-link break-all">
              {loadBalancerName || loadBalancerId.slice(0, 8)}
            </Link>
          ),
      },
      {
        id: "bandwidth",
        header: t("bandwidth"),
        phone: "left",
        sortValue: ({ bandwidthMbps }) => bandwidthMbps,
        cell: (eip) => <BandwidthCell eip={eip} />,
      },
      {
        id: "project",
        header: t("project"),
        phone: "right",
        sortValue: ({ projectName }) => projectName,
        cell: ({ projectName }) => projectName,
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

/** Of a bound one also what it carries now, in the busier direction, and whether it was used up lately. */
function BandwidthCell({ eip }: { eip: EipView }) {
  const t = useTranslations("network");
  const format = useFormatter();
  const seconds = useLiveEip(eip.id);
  const last = seconds.at(-1);
  const limit = t("mbps", { value: eip.bandwidthMbps });
  if (eip.loadBalancerId === null || last === undefined) return <span className="tabular-nums">{limit}</span>;
  const now = Math.max(last.inMbps ?? 0, last.outMbps ?? 0);
  const isUsedUp = seconds.slice(-lately).some(({ waitedMs, dropped }) => waitedMs > 0 || dropped > 0);
  return (
    <span className="block min-w-32 tabular-nums">
      {t("carriesOf", { now: format.number(now, { maximumFractionDigits: now < 1 ? 2 : 1 }), limit })}
      <span className="mt-1 flex items-center gap-1.5">
        <MeterBar share={now / eip.bandwidthMbps} />
        {isUsedUp && <span className="text-xs text-warn-fg">{t("usedUp")}</span>}
      </span>
    </span>
  );
}

/** Seconds in which a bandwidth that ran out is still told of. */
const lately = 60;
