"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";

/** A refusal that belongs to no field: the quota, an empty pool of addresses. */
export function RefusedNote({ children }: { children: ReactNode }) {
  const t = useTranslations("loadbalancer");
  return (
    <Note tone="bad" role="alert">
      <Shape name="diamond" />
      <div className="min-w-0">
        <p className="font-medium">{t("refusedTitle")}</p>
        <p className="text-xs">{children}</p>
      </div>
    </Note>
  );
}
