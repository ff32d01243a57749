"use client";

import { useTranslations } from "next-intl";

/** Minutes as people say them. */
export function usePeriodText(): (minutes: number) => string {
  const t = useTranslations("logTransfer");
  return (minutes) => (minutes < 60 ? t("minutes", { count: minutes }) : t("hours", { count: minutes / 60 }));
}
