"use client";

import { useTranslations } from "next-intl";
import type { ActionError } from "@/lib/actions/result";

/** What an action refused and why, in the reader's language; what nobody expected names the id that the log explains. */
export function useFailureText(): (error: ActionError) => string {
  const errors = useTranslations("errors");
  const rules = useTranslations("rules");
  return ({ code, rule, values, requestId }) => {
    const known = rule as Parameters<typeof rules>[0] | undefined;
    if (known !== undefined && rules.has(known)) return rules(known, values);
    return errors(code, { id: requestId });
  };
}
