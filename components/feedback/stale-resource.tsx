"use client";

import { useTranslations } from "next-intl";
import type { Resource } from "@/lib/client/use-resource";
import { StaleNote } from "./error-state";
import { useFailureText } from "./failure-text";

export interface StaleResourceProps {
  resource: Omit<Resource<unknown>, "data">;
  /** Reads more than the resource again. */
  onRetry?: () => void;
  busy?: boolean;
}

/** Above a page whose newest reading failed: why, and from when is what it shows. */
export function StaleResource({ resource, onRetry, busy }: StaleResourceProps) {
  const t = useTranslations("feedback");
  const failureText = useFailureText();
  const { failure, updatedAt, refresh, refreshing } = resource;
  if (failure === undefined) return null;
  return (
    <StaleNote
      at={updatedAt}
      reason={failure === null ? t("consoleSilent") : failureText(failure)}
      onRetry={onRetry ?? refresh}
      busy={busy ?? refreshing}
    />
  );
}
