"use client";

import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useLiveMemberRate, useLiveRate } from "@/lib/client/live";

/** `1,096/s`; a dash where nothing was heard yet. */
export function Rate({ value, unit = "/s", className }: { value: number | null; unit?: string; className?: string }) {
  const format = useFormatter();
  if (value === null) return <span className={cn("text-faint-foreground", className)}>–</span>;
  const digits = value > 0 && value < 10 ? 1 : 0;
  return (
    <span className={cn("whitespace-nowrap", className)}>
      <b className="font-semibold">{format.number(value, { maximumFractionDigits: digits })}</b>
      <span className="text-faint-foreground">{unit}</span>
    </span>
  );
}

interface LiveRateProps {
  objectId: string;
  /** New connections instead of requests, named as such. */
  connections?: boolean;
  className?: string;
}

/** Requests per second of a load balancer or listener, as they are now. */
export function LiveRate({ objectId, connections = false, className }: LiveRateProps) {
  const t = useTranslations("traffic");
  const rate = useLiveRate(objectId, connections ? "newConnections" : "requests");
  return <Rate value={rate} unit={connections ? t("connectionsUnit") : undefined} className={className} />;
}

export function LiveMemberRate({ memberId, className }: { memberId: string; className?: string }) {
  return <Rate value={useLiveMemberRate(memberId)?.requests ?? null} className={className} />;
}
