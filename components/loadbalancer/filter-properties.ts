"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { FilterProperty } from "@/components/data-table/tokens";
import type { ListPage } from "@/lib/model/list-query";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import {
  loadBalancerProperties,
  type LoadBalancerProperty,
  propertyValues,
  tagProperty,
} from "@/lib/model/loadbalancer-list";

type Property = FilterProperty<LoadBalancerView>;

const healthStates = ["online", "degraded", "offline", "no-monitor", "disabled"] as const;
const configurationStates = ["in-effect", "applying", "refused", "disabled"] as const;
const networks = ["private", "public"] as const;

/** What the list can be narrowed by; each tag key in use is a property of its own. */
export function useFilterProperties(facets: ListPage<LoadBalancerView>["facets"]): readonly Property[] {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const status = useTranslations("status");
  return useMemo(() => {
    const fixed = (key: LoadBalancerProperty, label: string, words?: Property["valueLabel"]): Property => ({
      key,
      label,
      values: loadBalancerProperties[key],
      valueLabel: words,
      counted: facets[key] ?? [],
    });
    const tagged = Object.keys(facets).filter((key) => key.startsWith(tagProperty));
    return [
      fixed("name", common("name")),
      fixed("address", t("address")),
      fixed("status", t("health"), (value) => (isOneOf(healthStates, value) ? status(`service.${value}`) : value)),
      fixed("configuration", t("configuration"), (value) =>
        isOneOf(configurationStates, value) ? status(value) : value,
      ),
      fixed("network", t("networkType"), (value) => (isOneOf(networks, value) ? t(value) : value)),
      fixed("vpc", t("vpc")),
      fixed("project", t("project")),
      fixed("protocol", t("protocol")),
      fixed("tag", common("tags")),
      ...tagged.map(
        (key): Property => ({
          key,
          label: t("tagNamed", { key: key.slice(tagProperty.length) }),
          values: propertyValues(key) ?? (() => []),
          counted: facets[key] ?? [],
        }),
      ),
    ];
  }, [t, common, status, facets]);
}

function isOneOf<Value extends string>(values: readonly Value[], value: string): value is Value {
  return values.some((one) => one === value);
}
