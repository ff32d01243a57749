"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { StatePanel } from "./state-panel";

export function NoMatchState({ total, onClear }: { total: number; onClear: () => void }) {
  const t = useTranslations("feedback");
  return (
    <StatePanel
      icon={<SearchX />}
      title={t("noMatch")}
      actions={<Button onClick={onClear}>{t("clearFilters")}</Button>}
    >
      {t("noMatchHint", { total })}
    </StatePanel>
  );
}
