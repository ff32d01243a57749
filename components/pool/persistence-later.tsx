"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Switch } from "@/components/ui/switch";

/** The data path does not keep sessions yet: the switch says so instead of promising. */
export function PersistenceLater() {
  const t = useTranslations("pool");
  const id = useId();
  return (
    <div className="flex items-center gap-3 border-t pt-4.5">
      <Switch checked={false} disabled aria-labelledby={id} aria-describedby={`${id}-why`} />
      <div>
        <div id={id} className="font-semibold text-muted-foreground">
          {t("persistence")}
        </div>
        <div id={`${id}-why`} className="text-xs text-muted-foreground">
          {t("persistenceLater")}
        </div>
      </div>
    </div>
  );
}
