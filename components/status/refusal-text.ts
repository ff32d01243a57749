"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/model/status";

/** Why the engine or the operating system refuses an object: known codes in the reader's language, the rest as they say. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("refusal");
  return ({ code, message }) => {
    const known = code as Parameters<typeof t>[0];
    return t.has(known) ? t(known) : message || code;
  };
}
