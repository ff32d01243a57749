import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { type L7PolicyView, simpleConditions } from "@/lib/model/l7policy";
import type { L7Condition } from "@/lib/model/l7rule";

/** A condition in words: `header X-Kind is "b"`. */
export function useConditionText(): (condition: L7Condition) => string {
  const t = useTranslations("l7policy");
  return useCallback(
    ({ type, compareType, key, value, invert, anchored }) =>
      t("condition", {
        what: t(`type${type}`, { key: key ?? "" }),
        how: t(`compare${compareType === "REGEX" && !anchored ? "SEARCH" : compareType}`),
        not: invert ? "yes" : "no",
        value,
      }),
    [t],
  );
}

/** The name of a policy's place in the guide's order: exact, prefix, regular expression. */
export function matchOf({
  rules,
}: Pick<L7PolicyView, "rules">): "EQUAL_TO" | "STARTS_WITH" | "REGEX" | "DOMAIN" | "OTHER" {
  const simple = simpleConditions(rules);
  if (simple === null) return "OTHER";
  return simple.url === "" ? "DOMAIN" : simple.match;
}
