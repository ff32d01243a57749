"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/ui/tabs";

export interface DetailTabsProps {
  id: string;
  listeners: number;
  groups: number;
  tags: number;
}

export function DetailTabs({ id, listeners, groups, tags }: DetailTabsProps) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const base = `/load-balancers/${id}`;
  return (
    <TabLinks
      label={t("sections")}
      tabs={[
        { href: base, label: t("overview") },
        { href: `${base}/listeners`, label: t("listeners"), count: listeners },
        { href: `${base}/groups`, label: t("groups"), count: groups },
        { href: `${base}/access-log`, label: t("accessLog") },
        { href: `${base}/tags`, label: common("tags"), count: tags },
      ]}
    />
  );
}
