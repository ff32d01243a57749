"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card, CardHead } from "@/components/ui/card";
import { type LogFilter, type TopTerm, type TopValue, topTerms } from "@/lib/model/log-query";

export interface TopListsProps {
  top: Record<TopTerm, TopValue[]>;
  isPart: boolean;
  onFilter: (filter: LogFilter) => void;
}

/** The most frequent paths, clients, states and servers; each narrows the search to itself. */
export function TopLists({ top, isPart, onFilter }: TopListsProps) {
  const t = useTranslations("logViewer");
  const format = useFormatter();
  return (
    <div className="grid grid-cols-4 gap-4 max-[1100px]:grid-cols-2 phone:grid-cols-1">
      {topTerms.map((term) => {
        const most = top[term][0]?.count ?? 1;
        return (
          <Card key={term} aria-label={t(`top_${term}`)} className="overflow-hidden pb-2">
            <CardHead title={t(`top_${term}`)} />
            {top[term].length === 0 && <p className="px-4 pb-2 text-muted-foreground">{t("topNone")}</p>}
            <ol>
              {top[term].map(({ value, count, failed }) => (
                <li key={value} className="relative flex h-7 items-center gap-3 px-4 phone:h-10">
                  <span
                    aria-hidden="true"
                    className="absolute inset-y-0.5 left-0 bg-primary-soft"
                    style={{ width: `${(count / most) * 100}%` }}
                  />
                  <button
                    type="button"
                    title={t("narrowTo", { value })}
                    onClick={() => onFilter({ term, not: false, value })}
                    className="mono relative min-w-0 flex-1 truncate text-left text-xs leading-6 hover:text-link"
                  >
                    {value === "" ? "/" : value}
                  </button>
                  <span className="relative text-xs tabular-nums">{format.number(count)}</span>
                  {failed > 0 && term !== "status" && (
                    <span className="relative text-xs text-bad-fg tabular-nums">{t("failed", { count: failed })}</span>
                  )}
                </li>
              ))}
            </ol>
          </Card>
        );
      })}
      {isPart && <p className="col-span-full text-xs text-muted-foreground">{t("topIsPart")}</p>}
    </div>
  );
}
