"use client";

import { useTranslations } from "next-intl";
import { parseRule } from "@/lib/model/rule";

/** Words for a refused field: the message of an issue is an encoded rule, `tooLong?max=255`. */
export function useRuleText(): (message: string | undefined) => string | undefined {
  const t = useTranslations("rules");
  return (message) => {
    if (message === undefined) return undefined;
    const { key, values } = parseRule(message);
    const known = key as Parameters<typeof t>[0];
    return t.has(known) ? t(known, values) : t("invalid");
  };
}
