"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/model/status";

/** Why the engine or the operating system refuses an object: known codes in the reader's language, the rest as they say. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("refusal");
  return ({ code, message }) => {
    const known = code as Code;
    return t.has(known) ? t(known) : message || code;
  };
}

/** The same in a few words, for the second line of a row. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useTranslations("refusal.short");
  return ({ code }) => {
    const known = code as Code;
    return t.has(known) ? t(known) : code;
  };
}

type Code = Parameters<ReturnType<typeof useTranslations<"refusal.short">>>[0];
