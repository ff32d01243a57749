"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { TextButton } from "@/components/ui/text-button";

/** A row of its own, so that nothing jumps over anything; Esc clears the selection. */
export function BulkBar({ count, children, onClear }: { count: number; children: ReactNode; onClear: () => void }) {
  const t = useTranslations("table");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("[role=dialog],[role=menu]"))
        onClear();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClear]);
  return (
    <div className="flex min-h-10 items-center gap-2 border-t bg-selected px-4 py-1.5 phone:flex-wrap phone:px-3 phone:py-2">
      <b role="status" className="font-semibold whitespace-nowrap phone:flex-[1_0_60%]">
        {t("selected", { count })}
      </b>
      <div className="contents phone:*:order-2 phone:*:flex-[1_0_28%]">{children}</div>
      <TextButton className="ml-auto phone:order-1" onClick={onClear}>
        {t("clearSelection")}
      </TextButton>
    </div>
  );
}
