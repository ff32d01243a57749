"use client";

import { useTranslations } from "next-intl";

/** What the screen calls each field, by its path and in the order of the screen. */
export function useFieldLabels(): Readonly<Record<string, string>> {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  return {
    network: t("networkType"),
    vpcId: t("vpc"),
    subnetId: t("subnet"),
    vipAddress: t("typedAddress"),
    "eip.bandwidthMbps": t("bandwidth"),
    "eip.eipId": t("eipChoose"),
    name: common("name"),
    projectId: t("project"),
    description: common("description"),
    "tags.*.key": common("tags"),
    "tags.*.value": common("tags"),
  };
}
