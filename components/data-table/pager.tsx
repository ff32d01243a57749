"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { pageSizes } from "@/lib/model/list-query";

export interface PagerProps {
  page: number;
  pages: number;
  pageSize: number;
  count: number;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
}

export function Pager({ page, pages, pageSize, count, onPage, onPageSize }: PagerProps) {
  const t = useTranslations("table");
  const from = (page - 1) * pageSize + 1;
  return (
    <div className="flex min-h-11 items-center gap-3 border-t px-4 text-xs tabular-nums text-muted-foreground phone:flex-wrap phone:px-3 phone:py-2">
      <span>
        {count === 0
          ? t("rangeNone", { total: 0 })
          : t("range", { from, to: Math.min(count, page * pageSize), total: count })}
      </span>
      <span className="ml-auto flex items-center gap-2">
        <span aria-hidden="true">{t("rowsPerPage")}</span>
        <Select
          size="sm"
          aria-label={t("rowsPerPage")}
          value={pageSize}
          onValueChange={onPageSize}
          options={pageSizes.map((value) => ({ value, label: String(value) }))}
        />
      </span>
      <span className="flex items-center gap-1">
        <IconButton
          size="sm"
          variant="quiet"
          label={t("previous")}
          icon={<ChevronLeft />}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        />
        <b className="min-w-4 text-center font-semibold text-foreground" aria-label={t("page", { page, pages })}>
          {page}
        </b>
        <IconButton
          size="sm"
          variant="quiet"
          label={t("nextPage")}
          icon={<ChevronRight />}
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
        />
      </span>
    </div>
  );
}
