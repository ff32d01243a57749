"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CardHead } from "@/components/ui/card";
import { RefreshButton } from "@/components/ui/page-actions";
import { PageHead } from "@/components/ui/page-head";

export interface ListTitleProps {
  placement: "page" | "card";
  title: string;
  counter?: ReactNode;
  updatedAt?: number;
  onRefresh?: () => void;
  refreshing?: boolean;
  exporting?: ReactNode;
  primaryAction?: ReactNode;
}

export function ListTitle({
  placement,
  title,
  counter,
  updatedAt,
  onRefresh,
  refreshing,
  exporting,
  primaryAction,
}: ListTitleProps) {
  const actions = (
    <>
      {updatedAt !== undefined && <Updated at={updatedAt} />}
      {onRefresh && <RefreshButton onClick={onRefresh} busy={refreshing} className="phone:flex-none!" />}
      {exporting}
      {primaryAction}
    </>
  );
  if (placement === "page") return <PageHead title={title} counter={counter} actions={actions} />;
  return (
    <CardHead
      title={title}
      beside={counter && <span className="text-base text-faint-foreground">{counter}</span>}
      side={actions}
      className="min-h-13 phone:flex-wrap phone:py-2.5"
    />
  );
}

function Updated({ at }: { at: number }) {
  const t = useTranslations("common");
  const format = useFormatter();
  const now = useNow({ updateInterval: 5000 });
  return (
    <span className="text-xs whitespace-nowrap text-muted-foreground phone:hidden">
      {t("updated", { time: format.relativeTime(Math.min(at, now.getTime()), { now, style: "narrow" }) })}
    </span>
  );
}
