"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ParsedListQuery } from "@/lib/model/list-query";

export interface ExportLinkProps {
  /** Route that answers with the CSV. */
  route: string;
  query: ParsedListQuery;
  /** Parameters beside those of every list. */
  extra: Readonly<Record<string, string>>;
  /** What the file will hold. */
  hint: string;
}

/** Downloads what the list shows, all pages of it (LB-16); a plain link, so that it can also be copied. */
export function ExportLink({ route, query, extra, hint }: ExportLinkProps) {
  const t = useTranslations("table");
  const parameters = new URLSearchParams(extra);
  if (query.text !== "") parameters.set("q", query.text);
  for (const filter of query.filters) parameters.append("f", filter);
  if (query.sort !== "") parameters.set("sort", query.sort);
  return (
    <a href={`${route}?${parameters}`} download title={hint} className={cn(buttonClass(), "phone:flex-none!")}>
      <Download />
      <span className="phone:sr-only">{t("exportCsv")}</span>
    </a>
  );
}
