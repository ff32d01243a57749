"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/ui/tabs";
import { useFiringCount } from "./use-firing-count";

export function AlarmTabs({ firing }: { firing: number }) {
  const t = useTranslations("alarm");
  return (
    <TabLinks
      label={t("sections")}
      tabs={[
        { href: "/alarms", label: t("rules") },
        { href: "/alarms/firing", label: t("firingNow"), count: useFiringCount(firing) },
        { href: "/alarms/history", label: t("history") },
        { href: "/alarms/targets", label: t("targets") },
      ]}
    />
  );
}
