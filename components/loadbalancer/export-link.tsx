"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ParsedListQuery } from "@/lib/model/list-query";

export interface ExportLinkProps {
  query: ParsedListQuery;
  /** Ids of the visible columns, in their order. */
  columns: readonly string[];
  matching: number;
}

/** Downloads what the list shows, all pages of it (LB-16); a plain link, so that it can also be copied. */
export function ExportLink({ query, columns, matching }: ExportLinkProps) {
  const t = useTranslations("loadbalancer");
  const parameters = new URLSearchParams();
  if (query.text !== "") parameters.set("q", query.text);
  for (const filter of query.filters) parameters.append("f", filter);
  if (query.sort !== "") parameters.set("sort", query.sort);
  parameters.set("columns", columns.join(","));
  return (
    <a
      href={`/api/v1/loadbalancers.csv?${parameters}`}
      download
      title={t("exportHint", { count: matching })}
      className={cn(buttonClass(), "phone:flex-none!")}
    >
      <Download />
      <span className="phone:sr-only">{t("exportCsv")}</span>
    </a>
  );
}
