"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

export interface ExportLinkProps {
  /** The rows that match the filter now. */
  rows: readonly LoadBalancerView[];
  total: number;
}

/** Downloads what the list shows (LB-16); a plain link, so that it can also be copied. */
export function ExportLink({ rows, total }: ExportLinkProps) {
  const t = useTranslations("loadbalancer");
  const query = rows.length === total ? "" : `?ids=${rows.map(({ id }) => id).join(",")}`;
  return (
    <a
      href={`/api/v1/loadbalancers.csv${query}`}
      download
      title={t("exportHint", { count: rows.length })}
      className={cn(buttonClass(), "phone:flex-none!")}
    >
      <Download />
      <span className="phone:sr-only">{t("exportCsv")}</span>
    </a>
  );
}
