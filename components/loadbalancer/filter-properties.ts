"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { FilterProperty } from "@/components/data-table/tokens";
import { shownConfiguration, type LoadBalancerView } from "@/lib/model/loadbalancer";

type Property = FilterProperty<LoadBalancerView>;

const healthStates = ["online", "degraded", "offline", "no-monitor", "disabled"] as const;
const configurationStates = ["in-effect", "applying", "refused", "disabled"] as const;

/** What the list can be narrowed by; each tag key in use is a property of its own. */
export function useFilterProperties(rows: readonly LoadBalancerView[]): readonly Property[] {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const status = useTranslations("status");
  const tagKeys = [...new Set(rows.flatMap(({ tags }) => tags.map(({ key }) => key)))].toSorted().join("\n");
  return useMemo(() => {
    const fixed: Property[] = [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "address", label: t("address"), values: addressesOf },
      {
        key: "status",
        label: t("health"),
        values: ({ health }) => [health],
        valueLabel: (value) => (isOneOf(healthStates, value) ? status(`service.${value}`) : value),
        offered: healthStates,
      },
      {
        key: "configuration",
        label: t("configuration"),
        values: (view) => [shownConfiguration(view).state],
        valueLabel: (value) => (isOneOf(configurationStates, value) ? status(value) : value),
        offered: configurationStates,
      },
      { key: "project", label: t("project"), values: ({ projectName }) => [projectName] },
      {
        key: "protocol",
        label: t("protocol"),
        values: ({ listeners }) => listeners.map(({ protocol }) => protocol),
      },
    ];
    const tagged = tagKeys === "" ? [] : tagKeys.split("\n");
    return [
      ...fixed,
      ...tagged.map(
        (key): Property => ({
          key: `tag:${key}`,
          label: t("tagNamed", { key }),
          values: ({ tags }) => tags.filter((tag) => tag.key === key && tag.value !== "").map(({ value }) => value),
        }),
      ),
    ];
  }, [t, common, status, tagKeys]);
}

export function addressesOf({ vipAddress, eip }: LoadBalancerView): string[] {
  return [vipAddress, eip?.address, eip?.externalAddress].filter((address) => typeof address === "string");
}

function isOneOf<Value extends string>(values: readonly Value[], value: string): value is Value {
  return values.some((one) => one === value);
}
