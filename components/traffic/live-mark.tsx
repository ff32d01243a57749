"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { cn } from "@/components/ui/cn";
import { useLiveEngine, useLiveStatus } from "@/lib/client/live";

/** Are the numbers of now? Says what is missing when they are not. */
export function LiveMark({ className }: { className?: string }) {
  const t = useTranslations("traffic");
  const status = useLiveStatus();
  const engine = useLiveEngine();
  const silent = status === "live" && engine?.connected === false;
  return (
    <span
      role="status"
      className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-muted-foreground", className)}
    >
      {silent ? (
        <Shape name="diamond" tone="bad" />
      ) : status === "signedOut" || status === "refused" ? (
        <Shape name="diamond" tone="bad" />
      ) : status === "live" ? (
        <Shape name="circle" tone="ok" />
      ) : (
        <Shape name="arc" tone="busy" />
      )}
      {silent ? t("engineSilent") : t(status)}
    </span>
  );
}
