"use client";

import { useNow, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Badge } from "@/components/ui/badge";
import { daysLeft, expiryOf } from "@/lib/model/certificate";

const looks = {
  good: { tone: "ok", shape: "check" },
  soon: { tone: "warn", shape: "triangle" },
  verySoon: { tone: "warn", shape: "triangle" },
  expired: { tone: "bad", shape: "diamond" },
} as const;

/** How long it is good; a warning from 30 days on. */
export function ExpiryBadge({ notAfter }: { notAfter: number }) {
  const t = useTranslations("certificate");
  const now = useNow({ updateInterval: 60_000 }).getTime();
  const { tone, shape } = looks[expiryOf(notAfter, now)];
  const left = daysLeft(notAfter, now);
  return (
    <Badge tone={tone}>
      <Shape name={shape} tone={tone} />
      {left < 0 ? t("expiredAgo") : t("daysLeft", { count: left })}
    </Badge>
  );
}
