"use client";

import { useFormatter } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useLiveMemberRate, useLiveRate } from "@/lib/client/live";

/** `1,096/s`; a dash where nothing was heard yet. */
export function Rate({ value, className }: { value: number | null; className?: string }) {
  const format = useFormatter();
  if (value === null) return <span className={cn("text-faint-foreground", className)}>–</span>;
  const digits = value > 0 && value < 10 ? 1 : 0;
  return (
    <span className={cn("whitespace-nowrap", className)}>
      <b className="font-semibold">{format.number(value, { maximumFractionDigits: digits })}</b>
      <span className="text-faint-foreground">/s</span>
    </span>
  );
}

/** Requests per second of a load balancer or listener, as they are now. */
export function LiveRate({ objectId, className }: { objectId: string; className?: string }) {
  return <Rate value={useLiveRate(objectId)} className={className} />;
}

export function LiveMemberRate({ memberId, className }: { memberId: string; className?: string }) {
  return <Rate value={useLiveMemberRate(memberId)?.requests ?? null} className={className} />;
}
