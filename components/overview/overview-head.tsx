"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Badge } from "@/components/ui/badge";
import { PageHead } from "@/components/ui/page-head";
import type { Attention } from "@/lib/model/overview";

/** Counts what is wrong; what is only unfinished stands in the list alone. */
export function OverviewHead({ attention }: { attention: readonly Attention[] }) {
  const t = useTranslations("overview");
  const wrong = attention.filter(({ kind }) => kind !== "incomplete");
  return (
    <PageHead
      title={t("title")}
      badges={
        <>
          {wrong.length > 0 && (
            <Badge tone="warn" large role="status">
              <Shape name="triangle" />
              {t("attentionCount", { count: wrong.length })}
            </Badge>
          )}
          <span className="text-muted-foreground">{t(wrong.length > 0 ? "restIsWell" : "allIsWell")}</span>
        </>
      }
    />
  );
}
