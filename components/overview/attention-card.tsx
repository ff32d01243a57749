"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card, CardHead } from "@/components/ui/card";
import type { Attention } from "@/lib/model/overview";
import { AttentionItem } from "./attention-item";

const mostShown = 6;
const order: readonly Attention["kind"][] = [
  "engine",
  "alarm",
  "notice",
  "refused",
  "offline",
  "degraded",
  "incomplete",
];

export function AttentionCard({ items }: { items: readonly Attention[] }) {
  const t = useTranslations("overview");
  const worstFirst = items.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const hidden = items.length - mostShown;
  return (
    <Card aria-label={t("needsAttention")}>
      <CardHead title={t("needsAttention")} />
      {items.length === 0 ? (
        <div className="border-t px-6 py-12 text-center">
          <Check className="mx-auto mb-2 text-ok" />
          <p className="font-medium">{t("nothing")}</p>
          <p className="mt-0.5 text-xs text-muted-foreground">{t("nothingHint")}</p>
        </div>
      ) : (
        <ul>
          {worstFirst.slice(0, mostShown).map((item) => (
            <AttentionItem key={keyOf(item)} item={item} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">{t("moreItems", { count: hidden })}</p>
      )}
    </Card>
  );
}

function keyOf(item: Attention): string {
  switch (item.kind) {
    case "engine":
      return item.kind;
    case "notice":
      return item.notice;
    case "alarm":
      return item.rule.id;
    case "refused":
      return `${item.kind} ${item.object.id}`;
    case "offline":
    case "degraded":
    case "incomplete":
      return `${item.kind} ${item.loadBalancer.id}`;
  }
}
