"use client";

import { useTranslations } from "next-intl";

/** Why a server fails its health check: known reasons in the reader's language, the rest in the engine's words. */
export function useProbeText(): (failure: { reason: string; detail: string }) => string {
  const t = useTranslations("probe");
  return ({ reason, detail }) => {
    const code = /^HTTP_(\d{3})$/.exec(reason)?.[1];
    if (code !== undefined) return t("HTTP", { code });
    const known = reason as Exclude<Parameters<typeof t>[0], "HTTP">;
    return t.has(known) ? t(known) : detail || reason;
  };
}
